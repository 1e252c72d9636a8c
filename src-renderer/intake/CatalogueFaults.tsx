import { Alert } from 'antd';
import type { Output } from '#contract/index.ts';

/** What came of a catalogue: items added, and every fault by its cell. */
export function CatalogueFaults({ taken }: { readonly taken: Output<'intake.importCatalogue'> }) {
  return (
    <Alert
      type={taken.faults.some((fault) => fault.severity === 'error') ? 'warning' : 'success'}
      showIcon
      title={`目录 ${taken.items} 件：新增 ${taken.added} 件，已有 ${taken.same} 件，问题 ${taken.faults.length} 处`}
      description={
        taken.faults.length === 0 ? undefined : (
          <ul className="failure-details">
            {taken.faults.map((fault) => (
              <li
                key={`${fault.cell} ${fault.message}`}
                className={fault.severity === 'error' ? 'warning' : ''}
              >
                {fault.cell} {fault.message}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}
