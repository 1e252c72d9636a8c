import { Button, Result } from 'antd';
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly failed: boolean;
}

/** A fault of a screen stops that screen, says so and offers a way on; what was saved is saved on the main side. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Result
        status="error"
        title="这个画面出了错"
        subTitle="已保存的内容都在库中，没有丢失。请重新载入画面；若再次出现，请记下刚才的操作并告知维护人员。"
        extra={
          <Button type="primary" onClick={() => this.setState({ failed: false })}>
            重新载入画面
          </Button>
        }
      />
    );
  }
}
