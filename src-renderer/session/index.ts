/** 会话: who sits here, signing in, locking, passwords. */
export { ChangePassword } from './ChangePassword.tsx';
export { SignIn } from './SignIn.tsx';
export {
  askSession,
  type SessionState,
  sessionIs,
  useRoles,
  useSession,
  watchSession,
} from './session-store.ts';
export { Unlock } from './Unlock.tsx';
