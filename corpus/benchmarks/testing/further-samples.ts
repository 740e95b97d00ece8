import { choice, free, gauntlet, listed, type Sample } from './sample.js';

/** The layouts that come after those. */
export const furtherSamples: readonly Sample[] = [
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
