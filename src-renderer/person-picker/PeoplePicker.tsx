import { Button } from 'antd';
import { FieldGroup } from '../field/index.ts';
import { PersonPicker, type PickedPerson } from './PersonPicker.tsx';

interface Props {
  readonly value: readonly PickedPerson[];
  readonly onChange: (people: readonly PickedPerson[]) => void;
}

/** 选多名干部: one after another, each named once; a press on a name takes it off again. */
export function PeoplePicker({ value, onChange }: Props) {
  return (
    <FieldGroup label={`干部（${value.length} 人）`} required>
      <PersonPicker
        // Empty again for the next one.
        key={value.map((one) => one.fileId).join()}
        autoFocus
        value={undefined}
        label="加一名干部"
        onChange={(person) => {
          if (person && !value.some((one) => one.fileId === person.fileId)) onChange([...value, person]);
        }}
      />
      {value.length > 0 && (
        <div className="people-picked">
          {value.map((one) => (
            <Button
              key={one.fileId}
              size="small"
              aria-label={`去掉${one.name}`}
              onClick={() => onChange(value.filter((other) => other !== one))}
            >
              {one.name} ×
            </Button>
          ))}
          <Button type="link" onClick={() => onChange([])}>
            清空
          </Button>
        </div>
      )}
    </FieldGroup>
  );
}
