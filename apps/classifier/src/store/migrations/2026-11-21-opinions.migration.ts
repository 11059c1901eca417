import { Migration } from '@mikro-orm/migrations';

/**
 * Second opinions by an endpoint (docs/adr/0014): who waits for one, what was asked how often, what was answered. And of
 * corrections: who, why, and what was taken back. Codes, places in a masked text and keyed fingerprints only.
 */
export class Opinions20261121 extends Migration {
  override up(): void {
    for (const statement of statements) {
      this.addSql(statement);
    }
  }
}

const statements: readonly string[] = [
  `create table classification.opinion_request (
     delivery_id uuid primary key,
     received jsonb not null,
     asked_at timestamptz not null default clock_timestamp(),
     tries int not null default 0,
     lease_until timestamptz
   )`,
  `create table classification.opinion_call (
     id uuid primary key,
     made_at timestamptz not null,
     outcome text
   )`,
  `create index on classification.opinion_call (made_at)`,
  `create table classification.opinion_answer (
     fingerprint text primary key,
     opinion jsonb not null,
     answered_at timestamptz not null
   )`,
  `create index on classification.opinion_answer (answered_at)`,
  `alter table classification.assessment add column opinion text`,
  `comment on column classification.assessment.opinion is 'What came of asking for a second opinion: agreed, differed, or the code of why there is none; null: not asked'`,
  `alter table classification.correction
     add column preset text,
     add column preset_version text,
     add column person text,
     add column reason uuid,
     add column case_version int not null default 0,
     add column overrules boolean not null default true,
     alter column delivery_id drop not null`,
  `comment on column classification.correction.overrules is 'false: people decided what the software had left to them, or confirmed what it proposed'`,
  `create index on classification.correction (case_id, case_version)`,
];
