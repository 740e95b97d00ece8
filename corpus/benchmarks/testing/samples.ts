import type { Item } from '../../../src/core/schemas/item.js';

/** A file of one layout with a row of our own making, and the item that must come of it. */
export interface Sample {
  readonly benchmark: string;
  /** Its path below a folder, as the benchmark's own files lie. */
  readonly file: string;
  /** Rows of a .jsonl file, or the whole value of a .json file; CSV stands as text. */
  readonly content: readonly object[] | object | string;
  readonly item: Partial<Item>;
}

const gauntlet = 'llm_foundry/local_data';

/** `query`, `choices` as letters, `gold`, with the options listed in the query. */
const listed = (query: string, gold: number, count = 4): object[] => [
  { query, choices: ['A', 'B', 'C', 'D'].slice(0, count), gold },
];

const choice = (
  prompt: string,
  options: string[],
  right: number,
  context: string | null = null,
): Partial<Item> => ({
  problem_type: 'multiple-choice',
  context,
  prompt,
  options,
  target: [right],
});

const free = (prompt: string, ...target: string[]): Partial<Item> => ({
  problem_type: 'free-form',
  context: null,
  prompt,
  target,
});

/** A row for every layout of every benchmark. */
export const samples: readonly Sample[] = [
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
  {
    benchmark: 'jeopardy',
    file: `${gauntlet}/jeopardy_all.jsonl`,
    content: [{ context: 'RIVERS: It flows through Vienna', continuation: 'the Danube', category: 'rivers' }],
    item: { ...free('RIVERS: It flows through Vienna', 'the Danube'), subject: 'rivers' },
  },
  {
    benchmark: 'math',
    file: `${gauntlet}/math_simple_soln.jsonl`,
    content: [
      {
        context: 'Find $x$ if $2x = 7$.',
        answer: '\\frac{7}{2}',
        chain_of_thought: '...',
        category: 'algebra',
      },
    ],
    item: { ...free('Find $x$ if $2x = 7$.', '\\frac{7}{2}'), subject: 'algebra' },
  },
  {
    benchmark: 'agieval',
    file: `${gauntlet}/agi_eval_lsat_lr.jsonl`,
    content: listed(
      'Passage: No ferry runs on Monday. Today no ferry runs.\nQ: The argument that it is Monday is\nChoices:\nA.) sound\nB.) a fallacy\nC.) a joke\nD.) a law\nAnswer:',
      1,
    ),
    item: {
      ...choice(
        'The argument that it is Monday is',
        ['sound', 'a fallacy', 'a joke', 'a law'],
        1,
        'No ferry runs on Monday. Today no ferry runs.',
      ),
      subject: 'lsat_lr',
    },
  },
  {
    benchmark: 'agieval',
    file: `${gauntlet}/agi_eval_sat_math.jsonl`,
    content: [{ context: 'Q: If $3x=12$, what is $x$?', answer: '4', chain_of_thought: '' }],
    item: { ...free('If $3x=12$, what is $x$?', '4'), subject: 'sat_math' },
  },
  {
    benchmark: 'pubmedqa',
    file: `${gauntlet}/pubmed_qa_labeled.jsonl`,
    content: [
      {
        context:
          'Context: AIM. We timed naps.\nRESULTS. Nappers erred less.\nQuestion: Do naps help?\nA. yes\nB. no\nC. maybe\nAnswer: ',
        continuation: 'yes',
      },
    ],
    item: choice(
      'Do naps help?',
      ['yes', 'no', 'maybe'],
      0,
      'AIM. We timed naps.\nRESULTS. Nappers erred less.',
    ),
  },
  {
    benchmark: 'simple-arithmetic',
    file: `${gauntlet}/simple_arithmetic_withspaces.jsonl`,
    content: [{ context: '19 + 4 =', continuation: ' 23' }],
    item: free('19 + 4 =', '23'),
  },
  {
    benchmark: 'bigbench',
    file: `${gauntlet}/bigbench_conceptual_combinations.jsonl`,
    content: [
      {
        query:
          'Concept: cold ovens. Question: Which sentence best describes cold ovens?\nA. They bake.\nB. They wait.\nAnswer: ',
        choices: ['They bake.', 'They wait.'],
        gold: 1,
      },
    ],
    item: choice(
      'Concept: cold ovens.\nWhich sentence best describes cold ovens?',
      ['They bake.', 'They wait.'],
      1,
    ),
  },
  {
    benchmark: 'bigbench',
    file: `${gauntlet}/bigbench_strange_stories.jsonl`,
    content: [
      { query: 'Context: Ida broke her cup. Q: Is Ida glad?\nAnswer: ', choices: ['no', 'yes'], gold: 0 },
    ],
    item: { context: 'Ida broke her cup.', prompt: 'Is Ida glad?', subject: 'strange_stories' },
  },
  {
    benchmark: 'bigbench',
    file: `${gauntlet}/bigbench_misconceptions.jsonl`,
    content: [
      {
        query:
          'Is the following statement true or false? Output T for true and F for false.\nQ: Bats are blind.\nA:',
        choices: ['T', 'F'],
        gold: 1,
      },
    ],
    item: choice('Is the following statement true or false?\nBats are blind.', ['True', 'False'], 1),
  },
  {
    benchmark: 'bigbench',
    file: `${gauntlet}/bigbench_operators.jsonl`,
    content: [{ context: 'op i is twice i.\nop 8 =', continuation: '16' }],
    item: { ...free('op i is twice i.\nop 8 =', '16'), subject: 'operators' },
  },
  {
    benchmark: 'bigbench',
    file: `${gauntlet}/bigbench_cs_algorithms.jsonl`,
    content: [
      { context: 'Are the brackets matched?\n\nSequence: [ ( ]\nValid/Invalid?', continuation: 'Invalid' },
    ],
    item: choice('Are the brackets matched?\n\nSequence: [ ( ]', ['Valid', 'Invalid'], 1),
  },
  {
    benchmark: 'bigbench',
    file: `${gauntlet}/bigbench_conlang_translation.jsonl`,
    content: [
      {
        context:
          'Sentences in Oro:\n\nORO: Mi ko.\nENGLISH TRANSLATION: I eat.\n\n\nNow, translate the following from Oro to English: \nORO: Ti ko.\nENGLISH TRANSLATION:',
        continuation: 'You eat.',
      },
    ],
    item: {
      context: 'Sentences in Oro:\n\nORO: Mi ko.\nENGLISH TRANSLATION: I eat.',
      prompt: 'Translate the following from Oro to English: \nORO: Ti ko.',
      target: ['You eat.'],
    },
  },
  {
    benchmark: 'bigbench',
    file: 'zero_shot/Bigbench_Date/task.json',
    content: {
      name: 'dates',
      examples: [{ input: 'What follows Monday?', target_scores: { Tuesday: 1, Friday: 0 } }],
    },
    item: { prompt: 'What follows Monday?', problem_type: 'multiple-choice', subject: 'Date' },
  },
  {
    benchmark: 'strategyqa',
    file: 'zero_shot/StrategyQA/task.json',
    content: {
      examples: [{ input: 'Can a whale climb?', target: 'No. It swims.', target_scores: { Yes: 0, No: 1 } }],
    },
    item: choice('Can a whale climb?', ['Yes', 'No'], 1),
  },
  {
    benchmark: 'strategyqa',
    file: `${gauntlet}/bigbench_strategy_qa.jsonl`,
    content: [{ query: 'Q: Can a whale climb?\nA:', choices: ['Yes', 'No'], gold: 1 }],
    item: choice('Can a whale climb?', ['Yes', 'No'], 1),
  },
  {
    benchmark: 'commonsenseqa',
    file: 'zero_shot/CommonsenseQA/dev_rand_split.jsonl',
    content: [
      {
        answerKey: 'B',
        id: '1',
        question: {
          stem: 'Where does bread bake?',
          choices: [
            { label: 'A', text: 'fridge' },
            { label: 'B', text: 'oven' },
          ],
        },
      },
    ],
    item: choice('Where does bread bake?', ['fridge', 'oven'], 1),
  },
  {
    benchmark: 'commonsenseqa',
    file: `${gauntlet}/commonsense_qa.jsonl`,
    content: listed('Question: Where does rain fall?\nChoices:\nA. up\nB. down\nC. in\nD. never\nAnswer:', 1),
    item: choice('Where does rain fall?', ['up', 'down', 'in', 'never'], 1),
  },
  {
    benchmark: 'aqua',
    file: 'zero_shot/AQuA/test.json',
    // The authors' file holds JSON Lines under this name.
    content: `${JSON.stringify({ question: '3 times 7?', options: ['A)20', 'B)21'], rationale: '', correct: 'B' })}\n${JSON.stringify(
      { question: '2 times 7?', options: ['A)14', 'B)15'], rationale: '', correct: 'A' },
    )}\n`,
    item: choice('3 times 7?', ['20', '21'], 1),
  },
  {
    benchmark: 'aqua',
    file: `${gauntlet}/aqua.jsonl`,
    content: [{ context: 'A walk of 9 km in 3 hours: what speed?', answer: '3 km/h', chain_of_thought: '' }],
    item: free('A walk of 9 km in 3 hours: what speed?', '3 km/h'),
  },
  {
    benchmark: 'svamp',
    file: 'zero_shot/SVAMP/SVAMP.json',
    content: [{ ID: 'x', Body: 'Bea has 8 pens and loses 3.', Question: 'How many are left?', Answer: 5.0 }],
    item: free('Bea has 8 pens and loses 3. How many are left?', '5'),
  },
  {
    benchmark: 'svamp',
    file: `${gauntlet}/svamp.jsonl`,
    content: [
      { context: 'Bea has 8 pens and loses 3. How many are left?', chain_of_thought: '8-3', answer: '5' },
    ],
    item: free('Bea has 8 pens and loses 3. How many are left?', '5'),
  },
  {
    benchmark: 'addsub',
    file: 'zero_shot/AddSub/AddSub.json',
    content: [
      {
        iIndex: 1,
        sQuestion: 'Mo had 4 nuts and found 5 . How many now ? ',
        lSolutions: ['9'],
        lEquations: [],
      },
    ],
    item: free('Mo had 4 nuts and found 5 . How many now ?', '9'),
  },
  {
    benchmark: 'multiarith',
    file: 'zero_shot/MultiArith/MultiArith.json',
    content: [{ iIndex: 1, sQuestion: ' Three trays of 4 rolls, 2 eaten: how many? ', lSolutions: [10.0] }],
    item: free('Three trays of 4 rolls, 2 eaten: how many?', '10'),
  },
  {
    benchmark: 'singleeq',
    file: 'zero_shot/SingleEq/questions.json',
    content: [{ iIndex: 1, sQuestion: 'How many sixes in 42?', lSolutions: [7], lEquations: ['6*x=42'] }],
    item: free('How many sixes in 42?', '7'),
  },
  {
    benchmark: 'coin-flip',
    file: 'zero_shot/coin_flip/coin_flip.json',
    content: { examples: [{ question: 'A coin is heads up. Jo flips it. Still heads up?', answer: 'no' }] },
    item: free('A coin is heads up. Jo flips it. Still heads up?', 'no'),
  },
  {
    benchmark: 'last-letters',
    file: 'zero_shot/last_letters/last_letters.json',
    content: { examples: [{ question: 'Join the last letters of "Ann Bob".', answer: 'nb' }] },
    item: free('Join the last letters of "Ann Bob".', 'nb'),
  },
];

/** A path for every refusal of every benchmark. */
export const refusedPaths: readonly { readonly benchmark: string; readonly file: string }[] = [
  { benchmark: 'mmlu', file: 'mmlu/dev/harbour_law_dev.csv' },
  { benchmark: 'mmlu', file: 'mmlu/val/harbour_law_val.csv' },
  { benchmark: 'mmlu', file: 'mmlu/banned_urls.txt' },
  { benchmark: 'cmmlu', file: 'cmmlu/dev/geography.csv' },
  { benchmark: 'gsm8k', file: `${gauntlet}/gsm8k_prepended_8shot.jsonl` },
  { benchmark: 'gsm8k', file: 'gsm8k/test_socratic.jsonl' },
  { benchmark: 'gsm8k', file: 'gsm8k/example_model_solutions.jsonl' },
  { benchmark: 'truthfulqa', file: 'truthfulqa/data/v1/mc_task.json' },
  { benchmark: 'truthfulqa', file: 'truthfulqa/TruthfulQA.csv' },
  { benchmark: 'humaneval', file: 'programming/human_eval-0.5.jsonl' },
  { benchmark: 'humaneval', file: 'data/HumanEval.jsonl.gz' },
  { benchmark: 'lambada', file: `${gauntlet}/lambada_openai.jsonl` },
  { benchmark: 'commonsenseqa', file: 'zero_shot/CommonsenseQA/test_rand_split_no_answers.jsonl' },
];
