/** Every route that needs a signed-in person, and the function that answers it. A route left out does not compile. */
import { basename } from 'node:path';
import type { RouteName } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import {
  createAccount,
  disableAccount,
  grantRoles,
  handOverContentKey,
  identifyAccount,
  listAccounts,
  renewContentKey,
  resetPassword,
  savePolicy,
  unlockAccount,
  viewPolicy,
} from '#main/accounts/index.ts';
import * as appraisal from '#main/appraisal/index.ts';
import * as audit from '#main/audit/index.ts';
import { backupHistory, runBackup, verifyArchive } from '#main/backup/index.ts';
import * as catalogue from '#main/catalogue/index.ts';
import * as consult from '#main/consult/index.ts';
import * as declaration from '#main/declaration/index.ts';
import * as duty from '#main/duty/index.ts';
import * as evidence from '#main/evidence/index.ts';
import * as forms from '#main/forms/index.ts';
import {
  acceptDifference,
  dismissEntry,
  importCatalogue,
  listImports,
  placeEntry,
  turnPlacing,
  viewGate,
  viewTray,
} from '#main/intake/index.ts';
import { saveKeymap, saveOwnKeymap, viewKeymap } from '#main/keyboard/index.ts';
import * as letter from '#main/letter/index.ts';
import * as measure from '#main/measure/index.ts';
import * as numbering from '#main/numbering/index.ts';
import * as ocr from '#main/ocr/index.ts';
import * as output from '#main/output/index.ts';
import * as pages from '#main/pages/index.ts';
import {
  addUnit,
  browseAxes,
  checkRosterFile,
  endUnit,
  importRoster,
  listPeople,
  listPosts,
  listRosterImports,
  listUnits,
  personWindow,
  readRoster,
  renameUnit,
  savePerson,
  savePost,
  saveRelatives,
  undoRosterImport,
  viewPerson,
  voidPost,
} from '#main/people/index.ts';
import * as scanning from '#main/scanning/index.ts';
import { saveScheme, viewScheme } from '#main/scheme/index.ts';
import type { Handler } from '#main/scope/index.ts';
import * as search from '#main/search/index.ts';
import * as secrecy from '#main/secrecy/index.ts';
import * as shelf from '#main/shelf/index.ts';
import * as training from '#main/training/index.ts';
import * as transfer from '#main/transfer/index.ts';
import * as warning from '#main/warning/index.ts';
import { saveRules, viewRules } from '#main/warning-rules/index.ts';
import type { Reader } from './background-reader.ts';
import type { JobRunner } from './jobs.ts';
import { describeItem, describeSubject } from './output-subjects.ts';
import { exportPermissions, permissions } from './permissions.ts';
import { jobById, recentJobs } from './queries.ts';
import { overview, saveSettings, viewSettings } from './settings.ts';

/** How each kind of act at the desk is taken back and done again, by the feature that does it. */
const TURNS: catalogue.Turns = {
  edit: catalogue.turnEdit,
  create: catalogue.turnCreate,
  arrange: numbering.turnArrangement,
  place: turnPlacing,
};

/** Routes answered by the desk itself: they open, close or change the session. */
export const DESK_ROUTES = [
  'session.state',
  'session.signIn',
  'session.signOut',
  'session.lock',
  'session.unlock',
  'session.changePassword',
  'archive.recent',
  'archive.create',
  'archive.open',
  'archive.close',
  'archive.recover',
  'backup.restore',
] as const satisfies readonly RouteName[];
export type DeskRoute = (typeof DESK_ROUTES)[number];
export type HandledRoute = Exclude<RouteName, DeskRoute>;
export type Handlers = { readonly [N in HandledRoute]: Handler<N> };

export function createHandlers(jobs: JobRunner, room: consult.ReadingRoom, reader: Reader): Handlers {
  return {
    'archive.settings': viewSettings,
    'archive.saveSettings': saveSettings,
    'archive.keymap': viewKeymap,
    'archive.saveOwnKeymap': saveOwnKeymap,
    'archive.saveKeymap': saveKeymap,
    'archive.exportKeyCard': transfer.exportKeyCard,
    'archive.overview': overview,

    'people.axes': browseAxes,
    'people.ids': listPeople,
    'people.rows': personWindow,
    'people.get': viewPerson,
    'people.save': savePerson,
    'people.saveRelatives': saveRelatives,
    'people.readRoster': readRoster,
    'people.checkRoster': checkRosterFile,
    'people.importRoster': importRoster,
    'people.rosterImports': listRosterImports,
    'people.undoRosterImport': undoRosterImport,
    'career.posts': listPosts,
    'career.savePost': savePost,
    'career.voidPost': voidPost,
    'career.units': listUnits,
    'career.addUnit': addUnit,
    'career.renameUnit': renameUnit,
    'career.endUnit': endUnit,
    'intake.importScans': async (scope, input) => {
      const source = scope.path(input.source);
      const catalogue = input.catalogue === undefined ? {} : { catalogue: scope.path(input.catalogue) };
      scope.note.subject = basename(source);
      return {
        jobId: scope.startJob('import-scans', `导入扫描件：${basename(source)}`, { source, ...catalogue }),
      };
    },
    'intake.importCatalogue': importCatalogue,
    'intake.importTexts': async (scope, input) => {
      const source = scope.path(input.source);
      scope.note.subject = basename(source);
      return { jobId: scope.startJob('import-texts', `导入文字底稿：${basename(source)}`, { source }) };
    },
    'intake.imports': listImports,
    'intake.tray': viewTray,
    'intake.place': placeEntry,
    'intake.dismiss': dismissEntry,
    'intake.gate': viewGate,
    'intake.acceptDifference': acceptDifference,
    'scanning.devices': scanning.listDevices,
    'scanning.deviceOptions': scanning.viewDeviceOptions,
    'scanning.profiles': scanning.listProfiles,
    'scanning.saveProfile': scanning.saveProfile,
    'scanning.removeProfile': scanning.removeProfile,
    'scanning.scan': scanning.startScan,
    'scanning.watch': scanning.startWatch,
    'scanning.batches': scanning.listBatches,
    'scanning.pages': scanning.viewBatch,
    'scanning.interleave': scanning.startInterleave,
    'scanning.separators': scanning.printSeparators,
    'catalogue.ids': catalogue.listItems,
    'catalogue.rows': catalogue.itemWindow,
    'catalogue.get': catalogue.viewItem,
    'catalogue.create': catalogue.createItem,
    'catalogue.save': catalogue.saveItem,
    'catalogue.acts': catalogue.listActs,
    'catalogue.undo': (db, input, caller, scope) => catalogue.undo(TURNS, db, input, caller, scope),
    'catalogue.redo': (db, input, caller, scope) => catalogue.redo(TURNS, db, input, caller, scope),
    'catalogue.previewBatch': catalogue.previewBatch,
    'catalogue.saveBatch': catalogue.saveBatch,
    'catalogue.templates': catalogue.listTemplates,
    'catalogue.saveTemplate': catalogue.saveTemplate,
    'catalogue.dropTemplate': catalogue.dropTemplate,
    'catalogue.check': catalogue.checkItem,
    'catalogue.suggest': (db, input, caller, scope) =>
      catalogue.suggest(ocr.placedLines, db, input, caller, scope),
    'catalogue.saveDraft': catalogue.saveDraft,
    'catalogue.loadDraft': catalogue.loadDraft,
    'catalogue.discardDraft': catalogue.discardDraft,
    'pages.list': pages.listPages,
    'pages.adjust': pages.adjust,
    'pages.reorder': pages.reorder,
    'pages.move': pages.move,
    'pages.merge': pages.merge,
    'pages.takeOut': pages.takeOut,
    'pages.insert': pages.insert,
    'pages.acts': pages.listActs,
    'pages.undo': pages.undoAct,
    'pages.redo': pages.redoAct,
    'pages.check': pages.startCheck,
    'pages.quality': pages.viewQuality,
    'pages.acceptFault': pages.acceptFault,
    'pages.exportQuality': pages.exportQuality,
    'pages.doubles': pages.listDoubles,
    'pages.decideDouble': pages.decideDouble,
    'pages.standards': pages.listStandards,
    'catalogue.scheme': viewScheme,
    'catalogue.saveScheme': saveScheme,
    'numbering.preview': numbering.preview,
    'numbering.move': numbering.move,
    'numbering.arrange': numbering.arrangeFile,
    'numbering.fix': numbering.fix,
    'numbering.voidItem': numbering.voidItem,
    'numbering.rearrangements': numbering.list,
    'numbering.proposeRearrangement': numbering.propose,
    'numbering.decideRearrangement': numbering.decide,
    'numbering.exportCatalogue': numbering.exportCatalogue,
    'numbering.exportRePencil': numbering.exportRePencil,
    'numbering.styles': numbering.listStyles,
    'shelf.places': (db) => shelf.listPlaces(db),
    'shelf.savePlace': shelf.savePlace,
    'shelf.retirePlace': shelf.retirePlace,
    'shelf.volumes': (db, input) => shelf.listVolumes(db, input),
    'shelf.move': shelf.moveVolumes,
    'shelf.history': (db, input) => shelf.placeHistory(db, input),
    'shelf.exportSlip': shelf.exportSlip,
    'shelf.exportLabels': shelf.exportLabels,
    'shelf.inventories': (db) => shelf.listInventories(db),
    'shelf.startInventory': shelf.startInventory,
    'shelf.pauseInventory': shelf.pauseInventory,
    'shelf.inventory': shelf.viewInventory,
    'shelf.scanCode': shelf.scanCode,
    'shelf.tick': shelf.tick,
    'shelf.finishInventory': shelf.finishInventory,
    'shelf.settle': shelf.settle,
    'shelf.exportDifferences': shelf.exportDifferences,
    'appraisal.queue': appraisal.queue,
    'appraisal.history': appraisal.history,
    'appraisal.propose': appraisal.propose,
    'appraisal.decide': appraisal.decide,
    'appraisal.resubmit': appraisal.resubmit,
    'ocr.status': (db, _input, caller) => ocr.viewStatus(reader.state, db, caller),
    'ocr.setPace': async (scope, input) => {
      const done = await ocr.setPace(scope, input);
      reader.retry();
      return done;
    },
    'ocr.run': ocr.runOcr,
    'ocr.ids': ocr.listTasks,
    'ocr.rows': ocr.taskWindow,
    'ocr.page': ocr.viewText,
    'ocr.correct': ocr.correct,
    'ocr.queue': ocr.queuePages,
    'search.understand': search.understand,
    'search.find': search.find,
    'search.groups': search.findGroups,
    'search.count': search.count,
    'search.statistics': search.statistics,
    'search.boxes': search.boxes,
    'search.coverage': search.coverage,
    'search.crossCheck': search.startCrossCheck,
    'search.checkIndex': search.startIndexCheck,
    'search.checks': search.listChecks,
    'search.saved': search.listSaved,
    'search.save': search.saveSearch,
    'search.removeSaved': search.removeSaved,
    'search.orderSaved': search.orderSaved,
    'search.exportHits': search.exportHits,
    'transfer.partners': transfer.partners,
    'transfer.addPartner': transfer.addPartner,
    'transfer.confirmPartner': transfer.confirmPartner,
    'transfer.check': transfer.check,
    'transfer.seal': transfer.seal,
    'transfer.cases': transfer.cases,
    'transfer.exportPaper': transfer.exportPaper,
    'transfer.receive': transfer.receive,
    'transfer.staged': transfer.staged,
    'transfer.accept': transfer.accept,
    'transfer.refuse': transfer.refuse,
    'transfer.closeWithReceipt': transfer.closeWithReceipt,
    'consult.rules': consult.viewRules,
    'consult.saveRules': consult.saveRules,
    'consult.ties': consult.listTies,
    'consult.tieAccount': consult.tieAccount,
    'consult.noteTie': consult.noteTie,
    'consult.withdrawTie': consult.withdrawTie,
    'consult.checkRecusal': consult.checkRecusal,
    'consult.ids': consult.listRequests,
    'consult.rows': consult.requestWindow,
    'consult.get': consult.viewRequest,
    'consult.readers': consult.listReaders,
    'consult.save': consult.saveRequest,
    'consult.attachBasis': consult.attachBasis,
    'consult.submit': consult.submit,
    'consult.withdraw': consult.withdraw,
    'consult.revise': consult.revise,
    'consult.sign': consult.sign,
    'consult.bindReader': consult.bindReader,
    'consult.open': (scope, input) => consult.open(room, scope, input),
    'consult.reading': (db, _input, caller, scope) => consult.reading(room, db, caller, scope),
    'consult.beat': (db, input, caller, scope) => consult.beat(room, db, input, caller, scope),
    'consult.saveExcerpt': (db, input, caller, scope) => consult.saveExcerpt(room, db, input, caller, scope),
    'consult.finish': (scope, input) => consult.finish(room, scope, input),
    'consult.returnCheck': consult.returnCheck,
    'consult.checkExcerpt': consult.checkExcerpt,
    'consult.exportExcerpts': consult.exportExcerpts,
    'consult.makeCopy': consult.makeCopy,
    'consult.copies': consult.listCopies,
    'consult.settleCopy': consult.settleCopy,
    'consult.lend': consult.lend,
    'consult.loans': consult.listLoans,
    'consult.returnLoan': consult.returnLoan,
    'consult.askRenewal': consult.askRenewal,
    'consult.decideRenewal': consult.decideRenewal,
    'consult.overdue': consult.overdue,
    'consult.chase': consult.chase,
    'consult.emergencies': consult.listEmergencies,
    'consult.exportApproval': consult.exportApproval,
    'consult.exportRegister': consult.exportRegister,
    'output.policy': output.viewOutputPolicy,
    'output.savePolicy': output.saveOutputPolicy,
    'output.request': (db, input, caller, scope) =>
      output.requestOutput(db, input, caller, scope, describeSubject),
    'output.withdraw': output.withdrawRequest,
    'output.decide': output.decideRequest,
    'output.requests': output.listRequests,
    'output.print': (db, input, caller, scope) =>
      output.registerPrint(db, input, caller, scope, describeItem(db, input.itemId, caller)),
    'output.ledgerIds': output.ledgerIds,
    'output.ledgerRows': output.ledgerRows,
    'output.exportLedger': output.exportLedger,
    'audit.ids': (db, input) => ({ ids: audit.findEvents(db, input) }),
    'audit.rows': audit.eventRows,
    'audit.size': (db) => audit.auditSize(db),
    'audit.reviews': evidence.listReviews,
    'audit.review': evidence.reviewMonth,
    'audit.exportReport': evidence.exportReport,
    'audit.exportLog': evidence.exportLog,
    'audit.verify': (db, _input, _caller, scope) => audit.verifyChain(db, scope.archiveId),
    'backup.run': runBackup,
    'backup.history': backupHistory,
    'backup.verify': verifyArchive,
    'secrecy.marks': secrecy.viewMarks,
    'secrecy.container': secrecy.viewContainer,
    'secrecy.changes': secrecy.listChanges,
    'secrecy.propose': secrecy.proposeChange,
    'secrecy.withdraw': secrecy.withdrawChange,
    'secrecy.review': secrecy.reviewChange,
    'secrecy.decide': secrecy.decideChange,
    'secrecy.ending': secrecy.viewEnding,
    'secrecy.exportPaper': secrecy.exportSecrecyPaper,
    'declaration.form': declaration.viewForm,
    'declaration.list': declaration.listDeclarations,
    'declaration.get': declaration.viewDeclaration,
    'declaration.save': declaration.saveDeclaration,
    'declaration.compare': declaration.compareDeclarations,
    'declaration.noteFinding': declaration.noteFinding,
    'declaration.exportSheet': declaration.exportSheet,
    'declaration.checkSheet': declaration.checkSheet,
    'declaration.importSheet': declaration.importSheet,
    'letter.create': letter.createLetters,
    'letter.list': letter.listLetters,
    'letter.get': letter.viewLetter,
    'letter.save': letter.saveLetter,
    'letter.submit': letter.submitLetters,
    'letter.withdraw': letter.withdrawLetter,
    'letter.review': letter.reviewLetters,
    'letter.sign': letter.signLetters,
    'letter.state': letter.viewState,
    'letter.exportPaper': letter.exportPaper,
    'letter.exportBatch': letter.exportBatch,
    'letter.wording': letter.viewWording,
    'letter.saveWording': letter.saveWording,
    'training.plans': training.listPlans,
    'training.savePlan': training.savePlan,
    'training.sessions': training.listSessions,
    'training.session': training.viewSession,
    'training.saveSession': training.saveSession,
    'training.voidSession': training.voidSession,
    'training.invite': training.invite,
    'training.mark': training.mark,
    'training.readSheet': training.readSheet,
    'training.acknowledge': training.acknowledge,
    'training.exportSheet': training.exportSheet,
    'training.people': training.listPeople,
    'training.fileYear': training.fileYear,
    'measure.kinds': measure.listKinds,
    'measure.list': measure.listMeasures,
    'measure.period': measure.viewPeriod,
    'measure.save': measure.saveMeasure,
    'measure.withdraw': measure.withdrawMeasure,
    'duty.rules': duty.viewRules,
    'duty.saveDraft': duty.saveDraft,
    'duty.dropDraft': duty.discardDraft,
    'duty.tryRules': duty.tryRules,
    'duty.putInForce': duty.putInForce,
    'duty.explain': duty.explain,
    'duty.holders': duty.listHolders,
    'warning.rules': viewRules,
    'warning.saveRules': saveRules,
    'warning.scan': warning.startScan,
    'warning.summary': warning.summary,
    'warning.ids': warning.listWarnings,
    'warning.rows': warning.warningWindow,
    'warning.get': warning.viewWarning,
    'warning.handlers': warning.listHandlers,
    'warning.assign': warning.assign,
    'warning.propose': warning.propose,
    'warning.decide': warning.decide,
    'forms.list': forms.listForms,
    'forms.preview': forms.previewForm,
    'forms.export': forms.exportForm,
    'forms.exportMany': forms.exportMany,
    'forms.exportTemplate': forms.exportTemplate,
    'forms.replaceTemplate': forms.replaceTemplate,
    'forms.restoreTemplate': forms.restoreTemplate,
    'evidence.seals': (db) => evidence.listSeals(db),
    'evidence.makeSeal': evidence.makeSeal,
    'evidence.viewSeal': evidence.viewSeal,
    'evidence.checkSeal': evidence.checkSeal,
    'evidence.exportSeal': evidence.exportSeal,
    'evidence.exportVerifier': evidence.exportVerifier,
    'accounts.list': listAccounts,
    'accounts.create': createAccount,
    'accounts.identify': identifyAccount,
    'accounts.grant': grantRoles,
    'accounts.disable': disableAccount,
    'accounts.unlock': unlockAccount,
    'accounts.resetPassword': resetPassword,
    'accounts.handOverContentKey': handOverContentKey,
    'accounts.renewContentKey': async (scope, input) => {
      // A job holds the old key in its own thread.
      jobs.refuseWhileRunning();
      await reader.stop();
      return renewContentKey(scope, input);
    },
    'policy.get': viewPolicy,
    'policy.save': savePolicy,
    'policy.permissions': () => permissions(),
    'policy.exportPermissions': exportPermissions,
    'jobs.list': (db, _input, caller) => ({
      jobs: recentJobs(db, caller.accountId).map((job) => jobs.withProgress(job)),
    }),
    'jobs.get': (db, input, caller) => {
      const job = jobById(db, input.id, caller.accountId);
      if (!job) throw new Refusal('not-found', '没有这个任务。');
      return jobs.withProgress(job);
    },
    'jobs.cancel': async (scope, input) => {
      if (!jobById(scope.db, input.id, scope.caller.accountId))
        throw new Refusal('not-found', '没有这个任务。');
      scope.note.subject = `job:${input.id}`;
      scope.cancelJob(input.id);
      scope.commit(() => undefined);
      return { done: true };
    },
  };
}
