import { choice, free, gauntlet, listed, type Sample } from './sample.js';

/** The first half of the layouts, in the order of the registry. */
export const firstSamples: readonly Sample[] = [
  {
    benchmark: 'mmlu',
    file: 'mmlu/test/harbour_law_test.csv',
    content: '"Who pays for a ""lost"" anchor?",The owner,"The port, always",Nobody,The state,B\n',
    item: {
      ...choice('Who pays for a "lost" anchor?', ['The owner', 'The port, always', 'Nobody', 'The state'], 1),
      subject: 'harbour_law',
    },
  },
  {
    benchmark: 'cmmlu',
    file: 'cmmlu/test/geography.csv',
    content: ',Question,A,B,C,D,Answer\n0,哪条河最长？,甲河,乙河,丙河,丁河,C\n',
    item: { ...choice('哪条河最长？', ['甲河', '乙河', '丙河', '丁河'], 2), subject: 'geography' },
  },
  {
    benchmark: 'gsm8k',
    file: 'gsm8k/train.jsonl',
    content: [
      {
        question: 'Ten crates of 120 plums each: how many plums?',
        answer: '10*120=<<10*120=1200>>1200\n#### 1,200',
      },
    ],
    item: free('Ten crates of 120 plums each: how many plums?', '1200'),
  },
  {
    benchmark: 'gsm8k',
    file: `${gauntlet}/gsm8k.jsonl`,
    content: [
      { context: 'Two hens lay 3 eggs each. How many eggs?', chain_of_thought: '2 * 3', answer: '6' },
    ],
    item: free('Two hens lay 3 eggs each. How many eggs?', '6'),
  },
  {
    benchmark: 'bbh',
    file: 'bbh/tidy_shelves.json',
    content: {
      canary: 'none',
      examples: [{ input: 'Which is heavier?\nOptions:\n(A) a kite\n(B) an anvil', target: '(B)' }],
    },
    item: { ...choice('Which is heavier?', ['a kite', 'an anvil'], 1), subject: 'tidy_shelves' },
  },
  {
    benchmark: 'bbh',
    file: 'bbh/steps.json',
    content: {
      examples: [
        { input: 'Do you end where you began? Walk round the block.\nOptions:\n- Yes\n- No', target: 'Yes' },
      ],
    },
    item: choice('Do you end where you began? Walk round the block.', ['Yes', 'No'], 0),
  },
  {
    benchmark: 'bbh',
    file: 'bbh/truth.json',
    content: {
      examples: [{ input: 'Question: Ada lies. Bo says Ada lies. Does Bo tell the truth?', target: 'Yes' }],
    },
    item: free('Ada lies. Bo says Ada lies. Does Bo tell the truth?', 'Yes'),
  },
  {
    benchmark: 'truthfulqa',
    file: 'truthfulqa/data/mc_task.json',
    content: [
      { question: 'What do cats see at night?', mc1_targets: { 'More than we do': 1, Ghosts: 0, '': 0 } },
    ],
    item: { prompt: 'What do cats see at night?', problem_type: 'multiple-choice' },
  },
  {
    benchmark: 'arc',
    file: `${gauntlet}/arc_easy.jsonl`,
    content: [{ query: 'Question: What melts first?', choices: ['iron', 'butter'], gold: 1 }],
    item: { ...choice('What melts first?', ['iron', 'butter'], 1), subject: 'easy' },
  },
  {
    benchmark: 'boolq',
    file: `${gauntlet}/boolq.jsonl`,
    content: [
      {
        query: 'Passage: The mill burnt down in 1902.\nQuestion: does the mill stand?',
        choices: ['no', 'yes'],
        gold: 0,
      },
    ],
    item: choice('does the mill stand?', ['no', 'yes'], 0, 'The mill burnt down in 1902.'),
  },
  {
    benchmark: 'piqa',
    file: `${gauntlet}/piqa.jsonl`,
    content: [
      {
        query: 'Question: dry wet boots\n',
        choices: ['fill them with paper', 'fill them with water'],
        gold: 0,
      },
    ],
    item: choice('dry wet boots', ['fill them with paper', 'fill them with water'], 0),
  },
  {
    benchmark: 'siqa',
    file: `${gauntlet}/siqa.jsonl`,
    content: listed(
      'Context: Lou missed the last train.\nQuestion: What will Lou do next?\nChoices:\nA. call a taxi\nB. board it\nAnswer:',
      0,
      2,
    ),
    item: choice('What will Lou do next?', ['call a taxi', 'board it'], 0, 'Lou missed the last train.'),
  },
  {
    benchmark: 'openbookqa',
    file: `${gauntlet}/openbook_qa.jsonl`,
    content: [{ query: 'A magnet will pull on', choices: ['a nail', 'a leaf', 'a cup', 'a sock'], gold: 0 }],
    item: choice('A magnet will pull on', ['a nail', 'a leaf', 'a cup', 'a sock'], 0),
  },
  {
    benchmark: 'copa',
    file: `${gauntlet}/copa.jsonl`,
    content: [
      { query: 'The pan caught fire, therefore', choices: ['he put a lid on it.', 'he ate it.'], gold: 0 },
    ],
    item: choice('The pan caught fire, therefore', ['he put a lid on it.', 'he ate it.'], 0),
  },
  {
    benchmark: 'mathqa',
    file: `${gauntlet}/math_qa.jsonl`,
    content: listed("Question: half of 9 ?\nA. ) 3'\nB. ) 4.5'\nC. ) 5'\nD. ) 6']\nAnswer: ", 1),
    item: choice('half of 9 ?', ['3', '4.5', '5', '6'], 1),
  },
  {
    benchmark: 'logiqa',
    file: `${gauntlet}/logi_qa.jsonl`,
    content: listed(
      'Context: All gulls shout. Pip is a gull.\nQuestion: What follows?\nChoices: A. Pip shouts.\nB. Pip is old.\nC. Gulls are Pip.\nD. Pip sings.\n',
      0,
    ),
    item: choice(
      'What follows?',
      ['Pip shouts.', 'Pip is old.', 'Gulls are Pip.', 'Pip sings.'],
      0,
      'All gulls shout. Pip is a gull.',
    ),
  },
  {
    benchmark: 'winogender',
    file: `${gauntlet}/winogender_mc_male.jsonl`,
    content: [
      {
        query:
          'Sentence: "The baker told the guest that he was sold out."\nQ: Who does the pronoun "he" refer to? A:',
        choices: ['the baker', 'the guest'],
        gold: 0,
      },
    ],
    item: choice(
      'Who does the pronoun "he" refer to?',
      ['the baker', 'the guest'],
      0,
      '"The baker told the guest that he was sold out."',
    ),
  },
  {
    benchmark: 'enterprise-pii',
    file: `${gauntlet}/enterprise_pii_classification.jsonl`,
    content: [
      {
        query:
          "Does the passage hold secrets?\nPassage: '''\nOpen 9 to 5.\n'''\nChoices:\na.) no\nb.) yes\nAnswer:",
        choices: ['no', 'yes'],
        gold: 0,
      },
    ],
    item: choice("Does the passage hold secrets?\nPassage: '''\nOpen 9 to 5.\n'''", ['no', 'yes'], 0),
  },
  {
    benchmark: 'winogrande',
    file: `${gauntlet}/winogrande.jsonl`,
    content: [
      {
        context_options: [
          'The jar would not fit the shelf, so Kim moved the jar',
          'The jar would not fit the shelf, so Kim moved the shelf',
        ],
        continuation: '.',
        gold: 1,
      },
    ],
    item: choice('The jar would not fit the shelf, so Kim moved the _.', ['jar', 'shelf'], 1),
  },
  {
    benchmark: 'winograd',
    file: `${gauntlet}/winograd_wsc.jsonl`,
    content: [
      {
        context_options: ['Ann rang Eve because Ann', 'Ann rang Eve because Eve'],
        continuation: 'had written.',
        gold: 1,
      },
    ],
    item: choice('Ann rang Eve because _ had written.', ['Ann', 'Eve'], 1),
  },
  {
    benchmark: 'triviaqa',
    file: `${gauntlet}/triviaqa_small.jsonl`,
    content: [
      {
        context: 'Question: "Which clerk said ""I would prefer not to""?"\nAnswer:',
        answer: 'Bartleby',
        aliases: ['Bartleby', 'Bartleby the Scrivener'],
      },
    ],
    item: free('Which clerk said "I would prefer not to"?', 'Bartleby', 'Bartleby the Scrivener'),
  },
];
