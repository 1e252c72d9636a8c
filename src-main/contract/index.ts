/** The boundary: every route, its access rule and its audit event. Only the main side imports this as a value. */
import type { InputOf, KindOf, OutputOf, ParsedOf } from './route.ts';
import { accounts } from './schemas/accounts.ts';
import { appraisal } from './schemas/appraisal.ts';
import { audit } from './schemas/audit.ts';
import { balance } from './schemas/balance.ts';
import { career } from './schemas/career.ts';
import { catalogue } from './schemas/catalogue.ts';
import { collection } from './schemas/collection.ts';
import { consult } from './schemas/consult.ts';
import { declaration } from './schemas/declaration.ts';
import { duty } from './schemas/duty.ts';
import { evidence } from './schemas/evidence.ts';
import { forms } from './schemas/forms.ts';
import { intake } from './schemas/intake.ts';
import { letter } from './schemas/letter.ts';
import { numbering } from './schemas/numbering.ts';
import { ocr } from './schemas/ocr.ts';
import { output } from './schemas/output.ts';
import { backup, jobs } from './schemas/oversight.ts';
import { pages } from './schemas/pages.ts';
import { people } from './schemas/people.ts';
import { policy } from './schemas/policy.ts';
import { profile } from './schemas/profile.ts';
import { regulation } from './schemas/regulation.ts';
import { report } from './schemas/report.ts';
import { scanning } from './schemas/scanning.ts';
import { search } from './schemas/search.ts';
import { secrecy } from './schemas/secrecy.ts';
import { archive, session } from './schemas/session.ts';
import { shelf } from './schemas/shelf.ts';
import { training } from './schemas/training.ts';
import { transfer } from './schemas/transfer.ts';
import { measure, warning } from './schemas/warning.ts';

export const contract = {
  session,
  archive,
  people,
  career,
  intake,
  scanning,
  pages,
  catalogue,
  numbering,
  shelf,
  appraisal,
  ocr,
  search,
  transfer,
  consult,
  output,
  forms,
  secrecy,
  declaration,
  duty,
  regulation,
  measure,
  warning,
  letter,
  training,
  report,
  profile,
  collection,
  audit,
  evidence,
  accounts,
  policy,
  jobs,
  backup,
  balance,
} as const;

export type Contract = typeof contract;
export type Feature = keyof Contract;
export type VerbOf<F extends Feature> = keyof Contract[F] & string;
export type RouteName = { [F in Feature]: `${F}.${VerbOf<F>}` }[Feature];
export type RouteOf<N extends RouteName> = N extends `${infer F extends Feature}.${infer V}`
  ? V extends VerbOf<F>
    ? Contract[F][V]
    : never
  : never;
/** What a caller sends. */
export type Input<N extends RouteName> = InputOf<RouteOf<N>>;
/** What a handler gets. */
export type Parsed<N extends RouteName> = ParsedOf<RouteOf<N>>;
export type Output<N extends RouteName> = OutputOf<RouteOf<N>>;
export type Kind<N extends RouteName> = KindOf<RouteOf<N>>;
