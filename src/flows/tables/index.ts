export { checkTable, type ExampleInput, type Overlap, type TableReport } from './check-table.ts';
export {
  type CompiledTable,
  compileTable,
  hasTableProblems,
  TableFailure,
  type TableResult,
} from './compile-table.ts';
export type { TableProblem } from './table-problems.ts';
