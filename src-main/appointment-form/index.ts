/** 干部任免审批表 (lrmx): looked at beside the roster, and what a person chooses is taken. */
export { lookAtForm, takeForm } from './taking.ts';
