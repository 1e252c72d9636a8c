import { Button, Input, Select } from 'antd';
import { useRead } from '../archive/index.ts';
import type { Reader } from './RequestForm.tsx';

interface Props {
  readonly readers: readonly Reader[];
  readonly unit: string;
  readonly onChange: (readers: readonly Reader[]) => void;
}

/** 查阅人: with the account each authenticates with at the desk, and the relatives they name. */
export function ReaderFields({ readers, unit, onChange }: Props) {
  const accounts = useRead('consult.readers', {});
  const change = (index: number, part: Partial<Reader>) =>
    onChange(readers.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const line = (
    index: number,
    one: Reader,
    field: 'name' | 'unit' | 'post' | 'politicalStatus' | 'idNumberEnd',
    label: string,
  ) => (
    <Input
      aria-label={`查阅人${index + 1}${label}`}
      placeholder={field === 'unit' && unit !== '' ? unit : label}
      value={one[field]}
      onChange={(event) => change(index, { [field]: event.target.value })}
    />
  );
  return (
    <>
      {readers.map((one, index) => (
        // Readers have no identity before they are named; they are only added and removed at the end.
        <div key={`reader-${String(index)}`} className="reader-row">
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={`查阅人${index + 1}账号`}
            placeholder="台上认证的账号"
            value={one.accountId ?? undefined}
            onChange={(accountId: number | undefined) => {
              const account = accounts.data?.readers.find((candidate) => candidate.accountId === accountId);
              change(index, { accountId: accountId ?? null, name: account?.name ?? one.name });
            }}
            options={(accounts.data?.readers ?? []).map((account) => ({
              value: account.accountId,
              label: `${account.name}（${account.login}）${account.ready ? '' : '，尚未改初始密码'}`,
            }))}
          />
          {line(index, one, 'name', '姓名')}
          {line(index, one, 'unit', '单位')}
          {line(index, one, 'post', '职务')}
          {line(index, one, 'politicalStatus', '政治面貌')}
          {line(index, one, 'idNumberEnd', '证件末四位')}
          <Input
            aria-label={`查阅人${index + 1}亲属`}
            placeholder="亲属，如 配偶 张某；子 张某某"
            defaultValue={one.relatives.map((kin) => `${kin.relation} ${kin.name}`).join('；')}
            onBlur={(event) => change(index, { relatives: kinOf(event.target.value) })}
          />
          <Button
            disabled={readers.length <= 2}
            aria-label={`去掉查阅人${index + 1}`}
            onClick={() => onChange(readers.filter((_, at) => at !== index))}
          >
            去掉
          </Button>
        </div>
      ))}
      {readers.length < 6 && (
        <Button
          className="reader-more"
          onClick={() =>
            onChange([
              ...readers,
              {
                accountId: null,
                name: '',
                unit: '',
                post: '',
                politicalStatus: '中共党员',
                idNumberEnd: '',
                relatives: [],
              },
            ])
          }
        >
          再加一人
        </Button>
      )}
    </>
  );
}

/** `配偶 张某；子 张某某` → relation and name of each; a part without a relation counts as 亲属. */
export function kinOf(text: string): Reader['relatives'] {
  return text
    .split(/[；;、，,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [relation = '', ...name] = part.split(/\s+/);
      return name.length === 0 ? { relation: '亲属', name: relation } : { relation, name: name.join('') };
    });
}
