/** 权限一览: role × route, made from the contract and its words; shown in the program and printed. */
import type { Output, Parsed, RouteName } from '#contract/index.ts';
import { contract, type Feature } from '#contract/index.ts';
import type { Route } from '#contract/route.ts';
import { ROLE_WORDS, ROLES } from '#contract/vocabulary.ts';
import { registerDocx, tableXlsx, type WordTable } from '#main/documents/index.ts';
import { leave } from '#main/output/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { setting } from '#main/storage/index.ts';
import { FEATURE_WORDS, ROUTE_WORDS } from './route-words.ts';

type Permissions = Output<'policy.permissions'>;

export function permissions(): Permissions {
  return {
    roles: ROLES.map((role) => ({ role, name: ROLE_WORDS[role] })),
    permissions: Object.entries(contract).flatMap(([feature, verbs]) =>
      Object.entries(verbs).map(([verb, route]: [string, Route]): Permissions['permissions'][number] => {
        const name = `${feature}.${verb}`;
        const { access } = route;
        const open = access === 'anyone' || access === 'signed-in';
        return {
          route: name,
          feature,
          // The keys are those of the contract, over which this walks.
          featureName: FEATURE_WORDS[feature as Feature],
          ...ROUTE_WORDS[name as RouteName],
          access: open ? access : 'roles',
          roles: open ? [...ROLES] : [...access],
          audited: route.audit !== 'none',
        };
      }),
    ),
  };
}

/** 权限一览 as docx or xlsx. */
export async function exportPermissions(
  scope: ActScope,
  input: Parsed<'policy.exportPermissions'>,
): Promise<Output<'policy.exportPermissions'>> {
  const { roles, permissions: lines } = permissions();
  const table: WordTable = {
    title: '权限一览',
    subtitle: `${setting(scope.db, 'fondsName')}　${scope.now().toISOString().slice(0, 10)}　√ 可办；按知悉范围：超出本人知悉范围的不显示、不可办`,
    headings: ['功能', '事项', ...roles.map((one) => one.name), '知悉范围', '审计', '其他条件'],
    rows: lines.map((one) => [
      one.featureName,
      one.name,
      ...roles.map(({ role }) => (one.access === 'anyone' ? '登录前' : one.roles.includes(role) ? '√' : '')),
      one.byClearance ? '按知悉范围' : '',
      one.audited ? '记录' : '',
      one.condition,
    ]),
    widths: [8, 18, ...roles.map(() => 7), 9, 6, 24],
  };
  const bytes = await (input.format === 'docx' ? registerDocx(table) : tableXlsx(table));
  return leave(
    scope,
    {
      kind: '权限一览',
      title: table.subtitle,
      subject: 'permissions',
      secrecy: 'internal',
      secrecyYears: 0,
      pages: Math.ceil(lines.length / LINES_A_PAGE),
      purpose: '备查',
    },
    scope.path(input.target),
    bytes,
  );
}
const LINES_A_PAGE = 25;
