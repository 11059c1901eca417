import { Migration } from '@mikro-orm/migrations';
import { messagingTablesSql } from '#libs/messaging/store/messaging-tables.js';

/** Opinions on deliveries and what people made of them. Codes and figures only: words and facts lie in the vault. */
export class ClassificationMigration20261121 extends Migration {
  override up(): void {
    this.addSql(`create schema if not exists classification`);
    for (const statement of messagingTablesSql('classification')) {
      this.addSql(statement);
    }
    this.addSql(`
      create table classification.assessment (
        delivery_id uuid primary key,
        preset text not null,
        preset_version text not null,
        tag text not null,
        abstained boolean not null,
        confidence double precision not null check (confidence between 0 and 1),
        clauses text[] not null,
        category text not null,
        urgent boolean not null,
        anonymous boolean not null,
        demands text[] not null,
        rules text[] not null,
        missing text[] not null,
        decided_by text not null,
        model text,
        item uuid not null,
        assessed_at timestamptz not null
      )`);
    this.addSql(`create index assessment_when on classification.assessment (preset, assessed_at)`);
    this.addSql(`
      create table classification.correction (
        message_id uuid primary key,
        case_id uuid not null,
        delivery_id uuid not null,
        decided_by text not null,
        tag text,
        tag_before text,
        category text,
        category_before text,
        urgent boolean not null,
        urgent_before boolean,
        clauses text[] not null,
        rules text[] not null,
        corrected_at timestamptz not null
      )`);
    this.addSql(`create index correction_when on classification.correction (corrected_at)`);
    this.addSql(
      `comment on table classification.correction is 'What people said instead of the software: labelled data; rules are those that had fired'`,
    );
  }
}
