import type { Logger } from "typeorm";

/** Hands every statement to a listener and logs nothing else. */
export class StatementLogger implements Logger {
  constructor(private readonly onStatement: (statement: string) => void) {}

  logQuery(query: string): void {
    this.onStatement(query);
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
