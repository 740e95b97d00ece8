import type { Benchmark } from './benchmark.js';
import { gauntletContinuation } from './layout/gauntlet.js';

export const pubmedqa: Benchmark = {
  name: 'pubmedqa',
  title: 'PubMedQA',
  citation:
    'Jin et al. 2019, PubMedQA: A Dataset for Biomedical Research Question Answering, arXiv:1909.06146',
  licence: 'MIT',
  home: 'https://pubmedqa.github.io/',
  language: 'en',
  formats: ['multiple-choice'],
  files: [gauntletContinuation(/\/pubmed_qa_labeled\.jsonl$/)],
};
