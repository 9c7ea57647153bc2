/**
 * Words of exam papers, each followed by a misspelling in which one character is replaced by another of the same sound
 * and tone: the slip of a pinyin input method. Words of asking, examining and telling only: none negates, counts, says
 * more or less, or is part of a frequent name of a disease or drug. Each pair was checked against the readings of
 * pinyin-pro 3.29. Source: Viva.
 */
const pairs =
  "临床林床 检查捡查 出现出线 表现表线 治疗治聊 诊断诊段 首先守先 症状症壮 下列下烈 叙述叙树 描述描树 选项选象 特点特典 原因原音 机制机治 作用做用 引起引启 导致导至 发生发牲 " +
  "病人病仁 考虑考律 伴有伴友 家属家鼠 目前目钱 平时平石 情况情矿 部位布位 措施措诗 主要主耀 属于属鱼 关于关鱼 常见尝见 最佳最家 符合福合 应用应佣 使用使佣 需要须要 观察官察 " +
  "注意注义 有效有笑 通常通偿 一般一班 具有具友 其中其钟 同时同石 过程过成 程度成度 明显名显 逐渐逐件 经常经偿 自觉自绝 体征体争 体格体隔 检测检册 化验化燕 结果结裹 提示提式 " +
  "显示显式 医院医愿 门诊门枕 就诊旧诊 入院入愿 住院住愿 医生医声 医师医诗 护士户士 影响影想 研究言究 调查掉查 预防预房 原则原责 依据依剧 说法说砝 定义定意 内容内荣 范围犯围 " +
  "条件条见 问题问提 答案答暗 选择选则 患者换者 既往既网 要求要球 方法方砝 方式方示 近来近莱 来院莱院 送来送莱 发现发线 认为任为 采取彩取 处理楚理 复查付查 资料姿料";

/** Word → its homophone misspelling, of the same length. */
export const pinyinHomophones: ReadonlyMap<string, string> = new Map(
  pairs.split(" ").map((pair) => [pair.slice(0, pair.length / 2), pair.slice(pair.length / 2)]),
);
