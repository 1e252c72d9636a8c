import { Button } from 'antd';
import type { Output } from '#contract/index.ts';
import './profile.css';

type Profile = Output<'profile.view'>;
export type Source = Profile['periods'][number]['fields'][number]['lines'][number]['sources'][number];

interface Props {
  readonly profile: Profile;
  /** Where a source leads; absent on paper. */
  readonly onSource?: (source: Source) => void;
}

/** A table a post, aspects down, each line with its source beside it; the same on screen, at the readers' desk and on paper. */
export function ProfileFace({ profile, onSource }: Props) {
  return (
    <article className="profile-face">
      <p className="profile-mark">{profile.mark}</p>
      <h2>干部廉政画像</h2>
      <p className="profile-about">
        <strong>{profile.name}</strong>
        <span>第 {profile.volumeNumber} 卷</span>
        {profile.about.map((words) => (
          <span key={words}>{words}</span>
        ))}
      </p>
      <p className="profile-note">{profile.note}</p>
      {profile.periods.map((period) => (
        <section key={period.title} aria-label={period.title}>
          <h3>{period.title}</h3>
          <table>
            <thead>
              <tr>
                <th className="profile-aspect">方面</th>
                <th>情况</th>
                <th className="profile-source">出处</th>
              </tr>
            </thead>
            <tbody>
              {period.fields.map((field) =>
                field.lines.map((line, at) => (
                  // Lines have no name of their own; they never move.
                  // oxlint-disable-next-line react/no-array-index-key
                  <tr key={`${field.name}${at}`}>
                    {at === 0 && (
                      <th scope="row" rowSpan={field.lines.length}>
                        {field.name}
                        {field.more > 0 && (
                          <div className="profile-note">另有 {field.more} 项，见卷内目录</div>
                        )}
                      </th>
                    )}
                    <td>{line.words}</td>
                    <td>
                      {line.sources.map((source) => (
                        <SourceWords key={source.words} source={source} onSource={onSource} />
                      ))}
                    </td>
                  </tr>
                )),
              )}
              {period.without.map((one) => (
                <tr key={one.words}>
                  <th scope="row">其余方面</th>
                  <td colSpan={2}>
                    {one.names.join('、')}：{one.words}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </article>
  );
}

function SourceWords({
  source,
  onSource,
}: {
  readonly source: Source;
  readonly onSource: Props['onSource'];
}) {
  if (!onSource || source.itemId === null) return <div>{source.words}</div>;
  return (
    <Button type="link" size="small" className="profile-open" onClick={() => onSource(source)}>
      {source.words}
    </Button>
  );
}
