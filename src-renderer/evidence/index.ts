/** 封条 */
export { EvidenceScreen } from './EvidenceScreen.tsx';
