import { Button } from 'antd';
import { useState } from 'react';
import { useAct } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import type { Session } from './words.ts';

/** A session that never took place, or was entered twice: it stays on record with the reason. */
export function VoidButton({ session }: { readonly session: Session }) {
  const act = useAct('training.voidSession', { quiet: true });
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>作废…</Button>
      <ReasonDialog
        open={open}
        title={`作废「${session.title}」`}
        hint="作废后不再计学时，名单留作记录。"
        label="作废原因"
        act={act}
        onClose={() => setOpen(false)}
        run={async (reason) => (await act.run({ id: session.id, reason })) !== undefined}
      />
    </>
  );
}
