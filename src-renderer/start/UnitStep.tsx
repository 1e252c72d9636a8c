import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import type { Chosen } from '#contract/bridge.ts';
import { choose } from '../archive/index.ts';

export interface Unit {
  readonly name: string;
  readonly fondsCode: string;
  readonly fondsName: string;
}
interface Props {
  readonly unit: Unit | undefined;
  readonly parent: Chosen | undefined;
  readonly onParent: (parent: Chosen) => void;
  readonly onDone: (unit: Unit) => void;
  readonly onLeave: () => void;
}

/** 单位与位置: fonds code and name, the archive's own name, and the folder it will lie in. */
export function UnitStep({ unit, parent, onParent, onDone, onLeave }: Props) {
  const first = useRef<InputRef>(null);
  useEffect(() => first.current?.focus(), []);
  const chooseParent = async () => {
    const chosen = await choose('archive-parent');
    if (chosen) onParent(chosen);
  };
  return (
    <Form<Unit>
      layout="vertical"
      className="assistant-step"
      {...(unit ? { initialValues: unit } : {})}
      onFinish={(values) => parent && onDone(values)}
    >
      <div className="assistant-pair">
        <Form.Item
          name="fondsCode"
          label="全宗号"
          extra="一个大写字母加三至四位数字，由同级档案馆给定"
          rules={[
            { required: true, message: '请填写全宗号' },
            { pattern: /^[A-Z]\d{3,4}$/, message: '如 J019' },
          ]}
        >
          <Input ref={first} placeholder="J019" />
        </Form.Item>
        <Form.Item
          name="fondsName"
          label="全宗名称"
          extra="立档单位全称，印在封面和目录上"
          rules={[{ required: true, whitespace: true, message: '请填写全宗名称' }]}
        >
          <Input placeholder="某某县纪律检查委员会" maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item
        name="name"
        label="库名"
        extra="即文件夹的名字；不要写人名"
        rules={[
          { required: true, whitespace: true, message: '请填写库名' },
          {
            pattern: /^[^/\\:*?"<>|.][^/\\:*?"<>|]*$/,
            message: '不得含 / \\ : * ? " < > | ，也不得以点开头',
          },
        ]}
      >
        <Input placeholder="廉政档案" maxLength={60} />
      </Form.Item>
      <Form.Item label="放在哪个文件夹" required extra="须是本机硬盘；不要放在U盘或共享目录里">
        <Button onClick={() => void chooseParent()}>选择文件夹…</Button>{' '}
        <span>{parent ? parent.name : '尚未选择'}</span>
      </Form.Item>
      <div className="gate-actions">
        <Button onClick={onLeave}>返回</Button>
        <Button type="primary" htmlType="submit" disabled={!parent}>
          下一步
        </Button>
      </div>
    </Form>
  );
}
