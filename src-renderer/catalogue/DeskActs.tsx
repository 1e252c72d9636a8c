import { Button } from 'antd';
import { memo } from 'react';
import { keyTitle } from '../keyboard/index.ts';

export interface Acts {
  readonly undo: () => void;
  readonly redo: () => void;
  readonly list: () => void;
  readonly batch: () => void;
  readonly nextIncomplete: () => void;
  readonly add: () => void;
}

interface Props {
  /** How many items of the queue are chosen. */
  readonly selected: number;
  /** A cadre is chosen, to whose file an item can be added. */
  readonly mayAdd: boolean;
  /** The same object as long as the screen stands. */
  readonly acts: Acts;
}

/** What the clerk does beside the form. Drawn anew only when it changes. */
export const DeskActs = memo(function DeskActs({ selected, mayAdd, acts }: Props) {
  return (
    <>
      <Button onClick={acts.undo} title={keyTitle('form.undo')}>
        撤销
      </Button>
      <Button onClick={acts.redo} title={keyTitle('form.redo')}>
        重做
      </Button>
      <Button onClick={acts.list} title={keyTitle('form.acts')}>
        今日操作
      </Button>
      <Button
        disabled={selected === 0}
        onClick={acts.batch}
        title={selected === 0 ? '先在列表里按空格选几件' : keyTitle('list.batch')}
      >
        批量修改{selected > 0 && `（${selected}）`}
      </Button>
      <Button onClick={acts.nextIncomplete} title={keyTitle('form.next-incomplete')}>
        下一未填全
      </Button>
      <Button
        type="primary"
        disabled={!mayAdd}
        title={mayAdd ? keyTitle('list.new') : '先选定干部，再新建一件'}
        onClick={acts.add}
      >
        新建一件
      </Button>
    </>
  );
});
