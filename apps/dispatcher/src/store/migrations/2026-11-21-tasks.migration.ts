import { Migration } from '@mikro-orm/migrations';

/** Tasks that a case has opened, whether the emergency plan runs on it, and what kind of complainant it is of. */
export class Tasks20261121 extends Migration {
  override up(): void {
    this.addSql(`alter table cases.case_row
       add column tasks jsonb not null default '[]',
       add column activation text,
       add column complainant_kind text`);
    // What 撤销 puts back was written before there were tasks.
    this.addSql(
      `update cases.command set before = before || '{"tasks": []}'::jsonb where not jsonb_exists(before, 'tasks')`,
    );
  }
}
