/** 收集: departments that supply material, what is asked of them, hand-over lists, the register of what came in. */
export { listDepartments, saveDepartment, takeSuppliers } from './departments.ts';
export { askDue, previewDue } from './due.ts';
export { addHandover, decide, listHandovers, noteElsewhere, viewHandover } from './handovers.ts';
export { exportHandover, exportNotice, exportRegister } from './papers.ts';
export { listRegister, registerWindow } from './register.ts';
export { exportTaskFile, readTaskFile } from './task-file.ts';
export { addTasks, collectionWaiting, listTasks, settle, taskWindow, viewTask } from './tasks.ts';
