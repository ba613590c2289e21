/** What faces need of policies and baselines; they reach neither rules nor the store themselves. */
export { judgeComparison, judgeReport, type JudgeOptions } from './judge-report.ts';
export { readBaseline } from '../store/baseline-file.ts';
