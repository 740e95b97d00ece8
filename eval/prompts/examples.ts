import type { QuestionView } from '../model.js';

interface Example extends QuestionView {
  readonly answer: string;
}

/** The five questions before a base model's own. They were written for this project and stand in no benchmark. */
export const freeFormExamples: readonly Example[] = [
  {
    id: 'example-1',
    context: 'The ferry to Holm leaves the pier at 7:40 and takes 25 minutes.',
    prompt: 'When does the ferry reach Holm?',
    answer: '8:05',
  },
  {
    id: 'example-2',
    context: null,
    prompt: 'A baker puts six rolls into each bag. How many rolls are in nine bags?',
    answer: '54',
  },
  {
    id: 'example-3',
    context: null,
    prompt: 'In which country does the city of Ghent lie?',
    answer: 'Belgium',
  },
  {
    id: 'example-4',
    context: null,
    prompt: 'Who stands before an orchestra with a baton?',
    answer: 'the conductor',
  },
  {
    id: 'example-5',
    context: 'All the lamps in the hall were replaced in March. The one over the door is older.',
    prompt: 'Is the lamp over the door in the hall?',
    answer: 'no',
  },
];

export const multipleChoiceExamples: readonly Example[] = [
  {
    id: 'example-6',
    context: null,
    prompt: 'You find your bicycle tyre flat in the morning. What do you need first?',
    options: ['a pump', 'a bell', 'a lamp', 'a basket'],
    answer: 'A',
  },
  {
    id: 'example-7',
    context: null,
    prompt: 'Which of these numbers leaves a remainder of 2 when divided by 7?',
    options: ['21', '25', '30', '35'],
    answer: 'C',
  },
  {
    id: 'example-8',
    context: 'Mira waters the fern on Mondays and the cactus once a month.',
    prompt: 'Which plant needs more water?',
    options: ['the cactus', 'the fern'],
    answer: 'B',
  },
  {
    id: 'example-9',
    context: null,
    prompt: 'A letter posted in Oslo is on its way to Lima. Which ocean does the shortest route cross?',
    options: ['the Indian Ocean', 'the Pacific', 'the Arctic Ocean', 'the Atlantic'],
    answer: 'D',
  },
  {
    id: 'example-10',
    context: null,
    prompt: 'What would spoil a cake that must rise?',
    options: ['leaving out the baking powder', 'using a round tin', 'sifting the flour'],
    answer: 'A',
  },
];
