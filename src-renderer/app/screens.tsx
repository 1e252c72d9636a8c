import {
  AlertOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CarryOutOutlined,
  CloudSyncOutlined,
  ContainerOutlined,
  DatabaseOutlined,
  ExportOutlined,
  FileImageOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  FormOutlined,
  HeatMapOutlined,
  HomeOutlined,
  ImportOutlined,
  InboxOutlined,
  OrderedListOutlined,
  PartitionOutlined,
  ProfileOutlined,
  ReadOutlined,
  SafetyOutlined,
  ScanOutlined,
  ScheduleOutlined,
  SearchOutlined,
  SendOutlined,
  SettingOutlined,
  SolutionOutlined,
  TableOutlined,
  TeamOutlined,
  UnorderedListOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { Role } from '#contract/vocabulary.ts';
import { AccountsScreen } from '../accounts/index.ts';
import { AppraisalScreen } from '../appraisal/index.ts';
import { AuditScreen } from '../audit/index.ts';
import { BackupScreen } from '../backup/index.ts';
import { BalanceScreen } from '../balance/index.ts';
import { AllItemsScreen, CatalogueScreen } from '../catalogue/index.ts';
import { CollectionScreen } from '../collection/index.ts';
import { ConsultScreen } from '../consult/index.ts';
import { DeclarationScreen } from '../declaration/index.ts';
import { DutyScreen } from '../duty/index.ts';
import { EvidenceScreen } from '../evidence/index.ts';
import { FileScreen } from '../file/index.ts';
import { FormsScreen } from '../forms/index.ts';
import { Home } from '../home/index.ts';
import { IntakeScreen } from '../intake/index.ts';
import { LetterScreen } from '../letter/index.ts';
import type { Place, ScreenId } from '../navigation/index.ts';
import { NumberingScreen } from '../numbering/index.ts';
import { OcrScreen } from '../ocr/index.ts';
import { OutputScreen } from '../output/index.ts';
import { PagesScreen } from '../pages/index.ts';
import { PeopleScreen } from '../people/index.ts';
import { PermissionsScreen } from '../permissions/index.ts';
import { ProfileScreen } from '../profile/index.ts';
import { ReportScreen } from '../report/index.ts';
import { ScanningScreen } from '../scanning/index.ts';
import { SchemeScreen } from '../scheme/index.ts';
import { SearchScreen } from '../search/index.ts';
import { SecrecyScreen } from '../secrecy/index.ts';
import { SettingsScreen } from '../settings/index.ts';
import { ShelfScreen } from '../shelf/index.ts';
import { TrainingScreen } from '../training/index.ts';
import { TransferScreen } from '../transfer/index.ts';
import { WarningScreen } from '../warning/index.ts';

const BUSINESS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const TRANSFER = ['clerk', 'reviewer', 'approver'] as const;
const OUTPUT = ['security-admin', 'auditor', 'clerk', 'appraiser', 'reviewer', 'approver'] as const;
const OFFICERS = ['system-admin', 'security-admin', 'auditor'] as const;
const ACCOUNTS = ['system-admin', 'security-admin', 'auditor', 'clerk', 'approver'] as const;

export interface Screen {
  readonly id: ScreenId;
  readonly title: string;
  readonly icon: ReactNode;
  /** Who sees the entry; the routes behind decide anyway. `everyone`: every account. */
  readonly roles: readonly Role[] | 'everyone';
  /** Without it: a screen that another one opens. */
  readonly inMenu: boolean;
}

/** In the order of the menu: the way of a file through the office, then what the officers keep. */
export const SCREENS: readonly Screen[] = [
  { id: 'home', title: '首页', icon: <HomeOutlined />, roles: 'everyone', inMenu: true },
  { id: 'people', title: '花名册', icon: <TeamOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'file', title: '干部卷', icon: <ContainerOutlined />, roles: BUSINESS, inMenu: false },
  { id: 'profile', title: '廉政画像', icon: <SolutionOutlined />, roles: BUSINESS, inMenu: false },
  { id: 'scanning', title: '扫描', icon: <ScanOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'intake', title: '收件', icon: <InboxOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'collection', title: '收集', icon: <ImportOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'pages', title: '页面', icon: <FileImageOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'ocr', title: '文字识别', icon: <FileTextOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'catalogue', title: '编目', icon: <ProfileOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'items', title: '全部材料', icon: <UnorderedListOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'numbering', title: '编号', icon: <OrderedListOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'shelf', title: '库房与盘点', icon: <DatabaseOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'appraisal', title: '鉴定', icon: <CarryOutOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'search', title: '检索', icon: <SearchOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'duty', title: '立档与应收', icon: <ScheduleOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'declaration', title: '个人事项', icon: <FormOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'warning', title: '预警', icon: <AlertOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'letter', title: '廉政意见', icon: <SolutionOutlined />, roles: TRANSFER, inMenu: true },
  { id: 'training', title: '宣传教育', icon: <BookOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'transfer', title: '转递', icon: <SendOutlined />, roles: TRANSFER, inMenu: true },
  { id: 'consult', title: '查阅', icon: <ReadOutlined />, roles: 'everyone', inMenu: true },
  { id: 'forms', title: '表格', icon: <FileTextOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'balance', title: '完整与均衡', icon: <HeatMapOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'report', title: '报表', icon: <BarChartOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'secrecy', title: '密级', icon: <FileProtectOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'output', title: '输出', icon: <ExportOutlined />, roles: OUTPUT, inMenu: true },
  { id: 'scheme', title: '分类方案', icon: <PartitionOutlined />, roles: BUSINESS, inMenu: true },
  { id: 'accounts', title: '账号', icon: <UserOutlined />, roles: ACCOUNTS, inMenu: true },
  { id: 'audit', title: '审计', icon: <AuditOutlined />, roles: ['auditor'], inMenu: true },
  { id: 'evidence', title: '封条', icon: <SafetyOutlined />, roles: OFFICERS, inMenu: true },
  { id: 'permissions', title: '权限一览', icon: <TableOutlined />, roles: 'everyone', inMenu: true },
  { id: 'backup', title: '备份与核验', icon: <CloudSyncOutlined />, roles: 'everyone', inMenu: true },
  { id: 'settings', title: '设置', icon: <SettingOutlined />, roles: 'everyone', inMenu: true },
];

export function screensFor(roles: readonly Role[]): readonly Screen[] {
  return SCREENS.filter(
    (screen) =>
      screen.inMenu && (screen.roles === 'everyone' || screen.roles.some((role) => roles.includes(role))),
  );
}

export function ScreenOf({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'home':
      return <Home />;
    case 'people':
      return <PeopleScreen params={place.params} />;
    case 'file':
      return <FileScreen params={place.params} />;
    case 'scanning':
      return <ScanningScreen />;
    case 'intake':
      return <IntakeScreen params={place.params} />;
    case 'ocr':
      return <OcrScreen params={place.params} />;
    case 'scheme':
      return <SchemeScreen />;
    case 'numbering':
      return <NumberingScreen params={place.params} />;
    case 'shelf':
      return <ShelfScreen />;
    case 'appraisal':
      return <AppraisalScreen params={place.params} />;
    case 'search':
      return <SearchScreen params={place.params} />;
    case 'pages':
      return <PagesScreen key={place.params.itemId} params={place.params} />;
    case 'catalogue':
      return <CatalogueScreen params={place.params} />;
    case 'items':
      return <AllItemsScreen params={place.params} />;
    case 'transfer':
      return <TransferScreen params={place.params} />;
    case 'consult':
      return <ConsultScreen params={place.params} />;
    case 'declaration':
      return <DeclarationScreen params={place.params} />;
    case 'duty':
      return <DutyScreen params={place.params} />;
    case 'warning':
      return <WarningScreen params={place.params} />;
    case 'letter':
      return <LetterScreen params={place.params} />;
    case 'collection':
      return <CollectionScreen />;
    case 'training':
      return <TrainingScreen />;
    case 'profile':
      return <ProfileScreen params={place.params} />;
    case 'balance':
      return <BalanceScreen params={place.params} />;
    case 'report':
      return <ReportScreen params={place.params} />;
    case 'forms':
      return <FormsScreen params={place.params} />;
    case 'secrecy':
      return <SecrecyScreen />;
    case 'output':
      return <OutputScreen />;
    case 'evidence':
      return <EvidenceScreen />;
    case 'permissions':
      return <PermissionsScreen />;
    case 'accounts':
      return <AccountsScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'backup':
      return <BackupScreen />;
    case 'settings':
      return <SettingsScreen />;
  }
}
