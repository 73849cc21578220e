import { subsetSize } from '../../data/class-subset';
import { zh as words } from '../zh';
import type { Details, TroubleWords } from './en';

const dataReasons: Record<string, string> = {
  missing: '不在服务器上',
  network: '没有送达',
  hash: '送达时已损坏',
  format: '无法解压',
};

/** 损失为什么无法计算；代码见 `loss/check.ts`。 */
const refusals: Record<string, (details: Details) => string> = {
  'not-a-number': ({ name }) => `${name} 不是数。`,
  'not-whole': ({ name, value }) => `${name} 必须是正整数，而 ${value} 不是。`,
  'no-such-option': ({ name, value }) => `${name} 没有“${value}”这个选项。`,
  'no-such-combination': () => '这份代码没有为这几个间隔的组合写规则。请让 m3 大于 0，或令 m1 = 1。',
  'too-few-classes': ({ classes, least }) =>
    `只有 ${classes} 个类时缩放系数为 0，什么也学不到；至少要 ${least} 个类。`,
};

/** 出问题时才加载的文字；键与英文相同。 */
export const zh: TroubleWords = {
  notices: {
    'unknown-key': (key) => `网址里的“${key}”不是这张图的参数，已忽略。`,
    'bad-value': (key, value, used, allowed) =>
      `“${key}=${value}”不是这张图认识的值，改用 ${used || '无'}。可用：${allowed}。`,
    'out-of-range': (key, value, used, allowed) =>
      `“${key}=${value}”超出范围 ${allowed}，改用 ${used || '无'}。`,
    'bad-choice': (key, value, used, allowed) =>
      `“${key}=${value}”无法用来选类：应写 ${subsetSize.min} 到 ${subsetSize.max} 个不重复的编号（${allowed}），用逗号隔开；这张图改用${used ? ` ${used}` : '全部的类'}。`,
    'unknown-figure': (value, used, allowed) =>
      `本页没有名为“${value}”的图，设置已用于“${used}”。本页的图：${allowed}。`,
  },

  problems: {
    'data-unavailable': (details: Details) =>
      `训练数据文件（${details.file}）${dataReasons[String(details.reason)] ?? '无法读取'}。已画出的内容保持不变。`,
    'backend-failed': (details: Details) =>
      details.backend && details.failed
        ? `${details.failed} 停止工作；${details.backend} 从第 ${details.step} 步继续。`
        : '没有可用的计算后端。请换一个浏览器，或升级当前浏览器。',
    'context-lost': (details: Details) =>
      `图形设备丢失；${details.backend} 从第 ${details.step} 步继续，其余不变。`,
    'worker-lost': () => '训练线程停止了。按“再试一次”重新启动。',
    diverged: (details: Details) =>
      `${words.lossNames[String(details.loss)] ?? details.loss} 的损失失控了，训练已退回第 ${details.step} 步并停下。调低学习率或缩放系数会有帮助。`,
    'bad-value': (details: Details) =>
      details.refusal
        ? `${words.lossNames[String(details.loss)] ?? details.loss} 无法这样计算：${refusals[String(details.refusal)]?.(details) ?? details.reason}`
        : `有一项设置无法使用：${details.reason ?? ''}`,
  },
  refusedBackend: (backend, reason) => `未使用 ${backend}：${reason}。`,
  refusedKernels: (set, reason) =>
    `未使用 wasm 的${set === 'simd' ? ' SIMD ' : set === 'plain' ? '普通' : ` ${set} `}内核，训练会慢一些：${reason}。`,
  onlyCpu:
    '这个浏览器没有 WebGPU，没有显卡上的 WebGL，也没有 WebAssembly，因此用纯 JavaScript（cpu）训练：数值相同，只是慢得多。',
  noWorker: '这个浏览器不支持 Web Worker，无法在此训练。',
};
