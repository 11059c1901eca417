import type { PolicyFile } from './policy-file.schema.js';
import type { SourceMap } from './source-node.js';

/** A file of config/presets that says what it is. */
export interface PolicySource {
  readonly file: PolicyFile;
  readonly root: SourceMap;
  /** The section `templates` of config/templates. */
  readonly shared: SourceMap;
}
