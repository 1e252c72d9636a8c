import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { dateWords } from '../words/index.ts';
import { PostDialog } from './PostDialog.tsx';
import { UnitsDialog } from './UnitsDialog.tsx';
import { VoidPostDialog } from './VoidPostDialog.tsx';

export type Post = Output<'career.posts'>['posts'][number];

function spanWords(post: Post): string {
  const from = dateWords(post.fromDate) || '不详';
  if (!post.ended) return `${from}—`;
  return `${from}—${dateWords(post.untilDate) || '不详'}`;
}
const traits = (post: Post) =>
  [
    post.main ? '主职' : '兼职',
    post.leading ? '领导职务' : '',
    post.level,
    post.rank,
    post.appointedBy,
    post.documentNumber,
    post.duties === '' ? '' : `分管：${post.duties}`,
  ]
    .filter((one) => one !== '')
    .join('　');

interface Props {
  readonly personId: number;
  readonly clerk: boolean;
}

/** 任职经历 by begin, concurrent posts one under the other, each unit under the name it had then. */
export function Career({ personId, clerk }: Props) {
  const { data, failure, reload } = useRead('career.posts', { personId });
  const [editing, setEditing] = useState<Post | 'new'>();
  const [voiding, setVoiding] = useState<Post>();
  const [units, setUnits] = useState(false);
  const why = clerk ? '' : '任职由档案员登记';
  return (
    <>
      <div className="pane-title file-title">
        任职经历{data && <span className="muted">　{data.posts.length} 条</span>}
        <span className="spacer" />
        <Button onClick={() => setUnits(true)}>单位沿革</Button>
        <Button disabled={!clerk} title={why} onClick={() => setEditing('new')}>
          登记任职
        </Button>
      </div>
      <div className="pane-body">
        <FailureNote failure={failure} onRetry={reload} />
        {data?.posts.length === 0 && (
          <p className="muted">还没有任职记录。导入名册会带来现任职务，任免文件上的由档案员登记。</p>
        )}
        <ol className="career">
          {data?.posts.map((post) => (
            <li key={post.id}>
              <span className="career-span">{spanWords(post)}</span>
              <div>
                <div>
                  {post.unitThen} <strong>{post.title}</strong>
                  {post.unitNow !== '' && <span className="muted">（现为{post.unitNow}）</span>}
                </div>
                <div className="muted">{traits(post)}</div>
                {data.findings
                  .filter((one) => one.postId === post.id)
                  .map((one) => (
                    <div key={one.kind} className="warning">
                      {one.message}
                    </div>
                  ))}
              </div>
              <span>
                <Button
                  type="link"
                  disabled={!clerk}
                  title={why}
                  aria-label={`修改 ${post.title}`}
                  onClick={() => setEditing(post)}
                >
                  修改
                </Button>
                <Button
                  type="link"
                  disabled={!clerk}
                  title={why}
                  aria-label={`作废 ${post.title}`}
                  onClick={() => setVoiding(post)}
                >
                  作废
                </Button>
              </span>
            </li>
          ))}
        </ol>
      </div>
      {editing && (
        <PostDialog
          personId={personId}
          post={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {voiding && <VoidPostDialog post={voiding} onClose={() => setVoiding(undefined)} />}
      {units && <UnitsDialog clerk={clerk} onClose={() => setUnits(false)} />}
    </>
  );
}
