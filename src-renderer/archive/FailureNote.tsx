import { Alert, Button } from 'antd';
import type { Failure } from '#contract/result.ts';

interface Props {
  readonly failure: Failure | undefined;
  readonly onRetry?: () => void;
}

/** A refusal or fault, in place: what happened, the rows behind it, and a way to try again. */
export function FailureNote({ failure, onRetry }: Props) {
  if (!failure) return null;
  const details = failure.details ?? [];
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={failure.message}
      description={
        details.length === 0 ? undefined : (
          <ul className="failure-details">
            {details.map((one) => (
              <li key={`${one.path} ${one.message}`}>{one.message}</li>
            ))}
          </ul>
        )
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            重试
          </Button>
        )
      }
    />
  );
}
