import { Alert, Button } from 'antd';
import type { Output } from '#contract/index.ts';
import type { Role } from '#contract/vocabulary.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { useRoles, useSession } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import './home.css';

type Overview = Output<'archive.overview'>;
/** An archive without a fresh copy elsewhere is one broken disk away from loss: a week is the longest an office should wait. */
const BACKUP_DUE_DAYS = 7;
const DAY_MS = 86_400_000;
/** Days before the end from which a password's age is told. */
const PASSWORD_NOTICE_DAYS = 3;

interface Waiting {
  readonly label: string;
  readonly count: (overview: Overview) => number;
  readonly hint: string;
  readonly roles: readonly Role[];
  readonly open: () => void;
}

const BUSINESS: readonly Role[] = ['clerk', 'appraiser', 'reviewer', 'approver'];
const WAITING: readonly Waiting[] = [
  {
    label: '待处理文件',
    count: (one) => one.trayWaiting,
    hint: '放不进去的扫描件，等人归位',
    roles: ['clerk'],
    open: () => go('intake', { tab: 'tray' }),
  },
  {
    label: '漏扫闸门差异',
    count: (one) => one.gateDifferences,
    hint: '纸质页数与扫描页数对不上',
    roles: ['clerk', 'reviewer', 'approver'],
    open: () => go('intake', { tab: 'gate' }),
  },
  {
    label: '整理中的件',
    count: (one) => one.unfixedItems,
    hint: '还没有定号',
    roles: ['clerk'],
    open: () => go('numbering', {}),
  },
  {
    label: '鉴定退回',
    count: (one) => one.appraisalReturned,
    hint: '不予入卷或待补正，请补后重报',
    roles: ['clerk'],
    open: () => go('appraisal', { list: 'returned' }),
  },
  {
    label: '待鉴定',
    count: (one) => one.appraisalPending,
    hint: '等鉴定员提出意见',
    roles: ['appraiser'],
    open: () => go('appraisal', { list: 'pending' }),
  },
  {
    label: '待复核',
    count: (one) => one.appraisalProposed,
    hint: '等第二人复核鉴定意见',
    roles: ['appraiser', 'reviewer'],
    open: () => go('appraisal', { list: 'proposed' }),
  },
  {
    label: '定号待批',
    count: (one) => one.fixingsWaiting,
    hint: '提请定号、装订，等另一人批准',
    roles: ['reviewer', 'approver'],
    open: () => go('numbering', {}),
  },
  {
    label: '重排申请',
    count: (one) => one.rearrangementsWaiting,
    hint: '等审批人批准',
    roles: ['approver'],
    open: () => go('numbering', {}),
  },
  {
    label: '未办结预警',
    count: (one) => one.warningsOpen,
    hint: '等核实、排除、整改或转办',
    roles: BUSINESS,
    open: () => go('warning', {}),
  },
  {
    label: '收集逾期',
    count: (one) => one.collection.overdue,
    hint: '各部门逾期未交的材料，请催交',
    roles: ['clerk'],
    open: () => go('collection', {}),
  },
  {
    label: '待收材料',
    count: (one) => one.collection.open,
    hint: '已列入收集、还没有收到',
    roles: ['clerk'],
    open: () => go('collection', {}),
  },
  {
    label: '意见在承办',
    count: (one) => one.letters.draft,
    hint: '起草了，还没有提交审核',
    roles: ['clerk'],
    open: () => go('letter', {}),
  },
  {
    label: '意见待审核',
    count: (one) => one.letters.submitted,
    hint: '廉政意见等第二人审核',
    roles: ['reviewer'],
    open: () => go('letter', {}),
  },
  {
    label: '意见待签发',
    count: (one) => one.letters.reviewed,
    hint: '廉政意见等第三人签发',
    roles: ['approver'],
    open: () => go('letter', {}),
  },
  {
    label: '在办转递',
    count: (one) => one.transfersOpen,
    hint: '等回执，或收到待接收',
    roles: ['clerk', 'reviewer', 'approver'],
    open: () => go('transfer', {}),
  },
  {
    label: '输出待批',
    count: (one) => one.outputRequestsWaiting,
    hint: '等审批人批准的输出',
    roles: ['approver'],
    open: () => go('output', {}),
  },
  {
    label: '密级变更',
    count: (one) => one.secrecyChangesWaiting,
    hint: '等审核或批准',
    roles: ['reviewer', 'approver'],
    open: () => go('secrecy', {}),
  },
  {
    label: '保密期限将满',
    count: (one) => one.secrecyTermsEnding,
    hint: '请拟定解密或变更',
    roles: ['clerk', 'reviewer'],
    open: () => go('secrecy', {}),
  },
  {
    label: '锁定的账号',
    count: (one) => one.lockedAccounts,
    hint: '等安全保密管理员解锁',
    roles: ['security-admin'],
    open: () => go('accounts', {}),
  },
  {
    label: '待启用账号',
    count: (one) => one.accountsWaiting,
    hint: '等安全保密管理员授权',
    roles: ['security-admin', 'system-admin'],
    open: () => go('accounts', {}),
  },
  {
    label: '登录失败',
    count: (one) => one.failedSignIns,
    hint: '各账号自上次成功登录以来',
    roles: ['security-admin', 'system-admin', 'auditor'],
    open: () => go('accounts', {}),
  },
];

/** 首页: what waits for the person signed in, how much is held, and whether it is safe. */
export function Home() {
  const { data, failure, reload } = useRead('archive.overview', {});
  const roles = useRoles();
  const mine = WAITING.filter((one) => one.roles.some((role) => roles.includes(role)));
  const business = roles.some((role) => BUSINESS.includes(role));
  return (
    <section className="screen" aria-label="首页">
      <FailureNote failure={failure} onRetry={reload} />
      <Alarms alarms={data?.alarms ?? []} />
      {data && <Safety overview={data} />}
      {business && data && <Holdings overview={data} />}
      <h2 className="home-title">等您办理</h2>
      <div className="home-waiting">
        {mine.map((one) => {
          const count = data ? one.count(data) : undefined;
          return (
            <button
              key={one.label}
              type="button"
              className={count === 0 ? 'home-tile quiet' : 'home-tile'}
              onClick={one.open}
            >
              <span className="home-count">{count?.toLocaleString('zh-CN') ?? '…'}</span>
              <span className="home-label">{one.label}</span>
              <span className="muted">{one.hint}</span>
            </button>
          );
        })}
      </div>
      {business && data?.people === 0 && (
        <Alert
          type="info"
          showIcon
          title="库里还没有干部"
          description="先在「花名册」中导入干部名册，再到「收件」导入扫描件和目录。"
          action={
            <Button type="primary" onClick={() => go('people', {})}>
              去花名册
            </Button>
          }
        />
      )}
    </section>
  );
}

type AlarmScreen = 'accounts' | 'audit' | 'evidence';

function mayOpen(screen: AlarmScreen, roles: readonly Role[]): boolean {
  return screen === 'audit'
    ? roles.includes('auditor')
    : roles.some((role) => role === 'system-admin' || role === 'security-admin' || role === 'auditor');
}

const ALARM_SCREENS: Record<Overview['alarms'][number]['kind'], AlarmScreen> = {
  'sign-in': 'accounts',
  locked: 'accounts',
  'content-key': 'accounts',
  clock: 'audit',
  continuity: 'evidence',
  review: 'audit',
  size: 'audit',
  seal: 'evidence',
};

/** What somebody must look into: from this sign-in, and from the archive's own record. */
function Alarms({ alarms }: { readonly alarms: Overview['alarms'] }) {
  const session = useSession();
  const roles = useRoles();
  const daysLeft = session?.account?.passwordDaysLeft ?? PASSWORD_NOTICE_DAYS + 1;
  return (
    <>
      {(session?.warnings ?? []).map((warning) => (
        <Alert key={warning} type="error" showIcon title={warning} />
      ))}
      {daysLeft <= PASSWORD_NOTICE_DAYS && (
        <Alert type="warning" showIcon title={`密码再过 ${daysLeft} 天到期，请从右上角修改。`} />
      )}
      {alarms.map((alarm) => {
        const screen = ALARM_SCREENS[alarm.kind];
        return (
          <Alert
            key={`${alarm.kind} ${alarm.message}`}
            type="warning"
            showIcon
            title={alarm.at === null ? alarm.message : `${alarm.message}（${instantWords(alarm.at)}）`}
            action={mayOpen(screen, roles) && <Button onClick={() => go(screen, {})}>去看</Button>}
          />
        );
      })}
    </>
  );
}

function Holdings({ overview }: { readonly overview: Overview }) {
  const figures = [
    ['在册干部', overview.people, '人'],
    ['件', overview.items, '件'],
    ['扫描页', overview.pages, '页'],
  ] as const;
  return (
    <dl className="home-figures">
      {figures.map(([label, value, unit]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value.toLocaleString('zh-CN')} <small>{unit}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Safety({ overview }: { readonly overview: Overview }) {
  const { lastBackupAt, lastVerifyAt, lastVerifyClean } = overview;
  const overdue = lastBackupAt === null || Date.now() - Date.parse(lastBackupAt) > BACKUP_DUE_DAYS * DAY_MS;
  const bad = lastVerifyClean === false;
  const words = [
    lastBackupAt === null ? '还没有做过备份' : `上次备份 ${instantWords(lastBackupAt)}`,
    lastVerifyAt === null
      ? '还没有做过全库核验'
      : `上次核验 ${instantWords(lastVerifyAt)}，${lastVerifyClean === true ? '没有发现问题' : '发现问题'}`,
  ].join('；');
  return (
    <Alert
      type={bad ? 'error' : overdue ? 'warning' : 'success'}
      showIcon
      title={words}
      {...(overdue && !bad
        ? { description: `备份应至少每 ${BACKUP_DUE_DAYS} 天一次，存放到另一块硬盘或介质。` }
        : {})}
      action={<Button onClick={() => go('backup', {})}>备份与核验</Button>}
    />
  );
}
