import type { ReportTexts } from "./texts.en.ts";
import { textsAnnotation } from "./texts-annotation.ts";
import { textsCalibration } from "./texts-calibration.ts";
import { textsChecks } from "./texts-checks.ts";
import { textsContamination } from "./texts-contamination.ts";
import { textsDecision } from "./texts-decision.ts";
import { textsFacts } from "./texts-facts.ts";
import { textsFreeText } from "./texts-free-text.ts";
import { textsHarm } from "./texts-harm.ts";
import { textsInstructions } from "./texts-instructions.ts";
import { textsItems } from "./texts-items.ts";
import { textsJudges } from "./texts-judges.ts";
import { textsKnowledge } from "./texts-knowledge.ts";
import { textsLeaderboard } from "./texts-leaderboard.ts";
import { textsMerge } from "./texts-merge.ts";
import { textsOperators } from "./texts-operators.ts";
import { textsPairs } from "./texts-pairs.ts";
import { textsPerturbed } from "./texts-perturbed.ts";
import { textsPower } from "./texts-power.ts";
import { textsProfile } from "./texts-profile.ts";
import { textsPrompts } from "./texts-prompts.ts";
import { textsReasons } from "./texts-reasons.ts";
import { textsReview } from "./texts-review.ts";
import { textsReviewForm } from "./texts-review-form.ts";
import { textsRobustness } from "./texts-robustness.ts";
import { textsSeveral } from "./texts-several.ts";

/** Every word a report says, in simplified Chinese. */
export const textsZh: ReportTexts = {
  "page.title": "考试报告",
  "page.skip": "跳到结果",
  "page.theme": "切换浅色与深色",
  "page.themeShort": "浅色 / 深色",
  "page.contents": "本页内容",
  "page.footer": "由 Viva {version} 生成。规格 {hash}。代码版本 {revision}。",
  "page.noRevision": "未记录",

  "banner.title": "本次运行尚未完成。",
  "banner.body": "计划的 {planned} 次提问中，有 {missing} 次尚无回答。下列数字只涵盖已完成的提问，补全后会有变化。",

  "section.results": "结果",
  "section.heatmap": "按两项特征",
  "section.published": "已发表数值",
  "section.strata": "分层结果",
  "section.outcomes": "作答情况",
  "section.sensitivity": "敏感性分析",
  "section.models": "模型与提问",
  "section.replies": "逐题回答",
  "section.reading": "如何阅读本页",

  "exams.caption": "本次运行的考试",
  "exams.name": "考试",
  "exams.dataset": "数据集",
  "exams.items": "题数",
  "exams.languages": "语言",
  "exams.kinds": "题型",

  "place.exam": "考试",
  "place.arm": "提问方式",
  "place.perturbation": "题目形式",
  "place.scorer": "评分方法",
  "place.extractor": "答案提取方法",

  "notes.title": "说明",

  "notes.withheld": "本研究不公开题目：报告不含题目、提示词和回答。",
  "notes.fewShot": "每道题之前有 {k} 道取自“{train}”的示例题；考试中的题目未用作示例。",
  "notes.yardstick": "“{model}”是对照，不是语言模型：{what}。",
  "yardstick.constant-label": "总是选同一位置的选项，用来显示答案分布不均能得多少分",
  "yardstick.longest-option": "总是选最长的选项，用来显示选项长短是否泄露答案",
  "yardstick.random-option": "随机选一个选项，是单选题的猜测基线",
  "yardstick.random-subset": "随机选若干选项，是多选题的猜测基线",
  "yardstick.open-book": "在文本中检索各选项，取支持最多的一个；它不懂医学",
  "yardstick.scripted": "给出研究中写好的回答",

  "column.model": "模型",
  "column.accuracy": "正确率",
  "column.interval": "{level} 区间",
  "column.items": "n",
  "column.leftOut": "未计入",
  "column.chanceCorrected": "校正猜测后",
  "column.weightedF1": "加权 F1",
  "column.netPoints": "净得分",
  "column.unreadable": "无法判读",
  "column.bounds": "最差–最好",
  "column.misread": "误读率",
  "column.audited": "审读后正确率",
  "column.method": "方法",

  "results.caption": "各模型的正确率，由高到低。括号内为区间；n 为题数。",
  "results.figure": "各模型的正确率（点）及其 {level} 区间（线），由高到低。表中列有相同数字。",
  "results.methods": "区间方法：{methods}。",
  "results.replies": "{items} 道题，{replies} 次回答，{clusters} 个群组",
  "results.n": "n：{list}。",
  "results.audited":
    "审读后正确率已按人工抽查所发现的读取错误加以修正，其区间包含两方面的不确定性。抽查的回答数：{list}。",
  "results.overlap": "两个模型的区间即使重叠，也可能确有差别，因为它们答的是同一批题；须作配对比较才能判断。",
  "results.none": "本次运行没有测得正确率。",

  "results.lines": "虚线：并非本次测得的数值，来源见表“{title}”。",

  "published.title": "已发表数值与参考值（非本次测得）",
  "published.note":
    "这些数值由他人就其自己的运行、题目和判读方式给出，不进入本次的任何估计、区间或排名。“±”照原文所印。",
  "published.name": "名称",
  "published.measure": "指标",
  "published.stratum": "题目",
  "published.value": "数值",
  "published.source": "来源",
  "published.all": "全部",
  "published.passMark": "及格线",
  "published.passMarkSource": "由研究文件给出",
  "published.notMeasured": "非本次测得：{list}。",
  "published.entry": "{name} {value}（{source}）",

  "measure.accuracy": "正确率",
  "measure.net-points": "净得分",
  "measure.weighted-f1": "加权 F1",

  "value.notEstimable": "无法估计",
  "value.none": "无",
  "value.unknown": "未知",
  "value.why": "无法估计：{list}。",

  "why.no calls to measure": "没有可计算的提问",
  "why.the replies were read or measured anew after the audit": "审读之后回答又被重新读取或计算",
  "why.replies of a kind that was not audited": "有一类回答未经审读",
  "why.the chance of guessing right is 1 or not known": "猜对的概率为 1 或未知",

  "heatmap.intro": "按{rows}和{columns}的正确率，每个模型一幅。每格给出正确率和 n。",
  "heatmap.small": "° n 少于 {limit}",
  "heatmap.noData": "无数据",
  "heatmap.under": "低于 {to}",
  "heatmap.range": "{from} 至 {to}",
  "heatmap.over": "{from} 及以上",
  "heatmap.figure": "{model} 按{rows}和{columns}的正确率。",
  "heatmap.table": "带区间的数字见下文表格“{title}”。",
  "heatmap.none": "本次运行没有按两项特征的分层。",

  "strata.intro": "正确率，括号内为区间，n 为题数。标 ° 者 n 少于 {limit}：只能作为线索，不能当作结论。",
  "strata.title": "按{tags}",
  "strata.join": "和",
  "strata.none": "本次运行没有分层结果。",

  "outcomes.intro": "各次回答的去向，以全部已提问次数为分母。“正确”按得分计，部分得分计入相应部分。",
  "outcomes.figure": "各模型每种作答情况所占比例，合计 {whole}。表中列有相同数字。",
  "outcomes.caption": "每种作答情况的比例，括号内为区间；n 为题数。",
  "outcomes.of": "其中{outcome}",
  "outcomes.also": "“被截断”“被内容过滤”“空回答”与其上各类交叉：被截断的回答仍可能已给出答案。",

  "outcome.right": "正确",
  "outcome.partly": "部分正确",
  "outcome.wrong": "错误",
  "outcome.unscored": "未评分",
  "outcome.chosen": "已选定",
  "outcome.in-words": "文字作答",
  "outcome.ambiguous": "含糊",
  "outcome.none-of-these": "认为均不对",
  "outcome.abstained": "表示不知道",
  "outcome.refused": "拒绝回答",
  "outcome.unreadable": "无法判读",
  "outcome.truncated": "被截断",
  "outcome.content-filter": "被内容过滤",
  "outcome.empty": "空回答",

  "sensitivity.intro":
    "改用其他答案提取方法或其他分母时，各模型的正确率与名次（# 之后）。若名次在此改变，则排名取决于评测方案。",
  "sensitivity.caption": "各方案下的正确率。括号内为区间；n 为题数。",
  "sensitivity.protocol": "方案",
  "sensitivity.none": "本次运行没有敏感性分析。",

  "models.caption": "各模型及其提问的去向",
  "models.backend": "后端",
  "models.planned": "计划",
  "models.finished": "完成",
  "models.unfinished": "未完成",
  "models.notMade": "不提问",
  "models.promptTokens": "输入词元",
  "models.completionTokens": "输出词元",
  "models.cost": "费用",

  "reason.no-context": "未能检索资料",
  "reason.not-posed": "未提问",
  "reason.unfinished": "未完成",
  "reason.unkeyed": "无标准答案",
  "reason.annulled": "已作废",
  "reason.unscored": "未评分",
  "reason.unreadable": "无法判读",

  "denominator.posed": "全部已提问",
  "denominator.readable": "仅可判读的回答",
  "denominator.planned": "全部计划提问",

  "method.wilson": "Wilson 法",
  "method.clustered-wilson": "Wilson 法（按群组加宽）",
  "method.cluster-bootstrap-wilson": "整群自助法（Wilson 尺度）",
  "method.cluster-bootstrap": "整群自助法",
  "method.bootstrap": "自助法",
  "method.beta-binomial": "贝塔-二项法",
  "method.none": "无",

  "perturbation.none": "原题",

  "kind.single": "单选",
  "kind.multiple": "多选",
  "kind.true-false": "判断",
  "kind.free-text": "简答",

  "tag.specialty": "专科",
  "tag.level": "职级",
  "tag.language": "语言",
  "tag.stemLength": "题干长度",
  "tag.year": "年份",
  "tag.questionType": "题型",
  "tag.difficulty": "难度",
  "tag.competency": "能力",
  "tag.discipline": "学科",
  "tag.department": "科室",
  "tag.diseaseGroup": "疾病类别（ICD-11 章）",

  "tagValue.level.attending": "主治医师",
  "tagValue.level.senior": "高级职称",
  "tagValue.specialty.cardiovascular": "心血管内科",
  "tagValue.specialty.gastroenterology": "消化内科",
  "tagValue.specialty.haematology": "血液内科",
  "tagValue.specialty.infectious-diseases": "感染病科",
  "tagValue.specialty.nephrology": "肾内科",
  "tagValue.specialty.neurology": "神经内科",
  "tagValue.specialty.respiratory": "呼吸内科",
  "tagValue.competency.MedFund": "医学基础知识",
  "tagValue.competency.Diag": "诊断",
  "tagValue.competency.Treat": "治疗",
  "tagValue.competency.PHL": "公共卫生法规与伦理",
  "tagValue.discipline.ClinMed": "临床医学",
  "tagValue.discipline.PH&PM": "公共卫生与预防医学",
  "tagValue.discipline.Pharm": "药学",
  "tagValue.department.EM": "急诊科",
  "tagValue.department.ICM": "重症医学科",
  "tagValue.department.ID": "感染病科",
  "tagValue.department.IM": "内科",
  "tagValue.department.MedLabSci": "检验科",
  "tagValue.department.PrevMed": "预防保健科",
  "tagValue.stemLength.000–020": "20 字以内",
  "tagValue.stemLength.021–050": "21–50 字",
  "tagValue.stemLength.051–100": "51–100 字",
  "tagValue.stemLength.101–200": "101–200 字",
  "tagValue.stemLength.201+": "201 字及以上",
  "tagValue.questionType.single": "单选",
  "tagValue.questionType.multiple": "多选",

  "replies.all": "本页收录全部 {total} 道题的所有回答。",
  "replies.some": "本页收录 {total} 道题中 {shown} 道题的所有回答；题目以种子 {seed} 随机抽取。",
  "replies.none": "本报告不含回答。",
  "replies.script": "回答列表需要 JavaScript；无需联网。",
  "replies.print": "打印时只印出列表当前页上的回答。屏幕上的文件含有上述全部回答。",
  "replies.filters": "筛选回答",
  "replies.anyExam": "所有考试",
  "replies.anyModel": "所有模型",
  "replies.anyArm": "所有提问方式",
  "replies.anyPerturbation": "所有题目形式",
  "replies.anyOutcome": "所有作答情况",
  "replies.outcome": "作答情况",
  "replies.search": "搜索文字",
  "replies.matching": "{shown} 次中有 {matching} 次符合；当前显示第 {from} 至 {to} 次。",
  "replies.noMatch": "没有符合条件的回答。",
  "replies.previous": "上一页",
  "replies.next": "下一页",
  "replies.item": "题目 {id}",
  "replies.repeat": "第 {n} 次重复",
  "replies.stem": "题干",
  "replies.context": "阅读材料",
  "replies.case": "病例",
  "replies.options": "选项",
  "replies.key": "标准答案",
  "replies.picked": "模型的答案",
  "replies.prompt": "提示词",
  "replies.reply": "回答",
  "replies.emptyReply": "回答为空。",
  "replies.missing": "运行文件夹中没有该回答。",
  "replies.reasoning": "推理过程",
  "replies.explanation": "解析",
  "replies.reading": "判读",
  "replies.rule": "规则",
  "replies.finish": "回答结束",
  "replies.points": "得分",
  "replies.withheld": "本研究不公开题目：本页不含题目、提示词和回答。",
  "replies.cut": "显示 {total} 个字符中的 {shown} 个。",
  "replies.gap": "……略去 {n} 个字符……",
  "replies.noKey": "来源未公布标准答案。",

  "role.system": "系统",
  "role.user": "用户",
  "role.assistant": "助手",

  "finish.stop": "完整",
  "finish.length": "因词元上限被截断",
  "finish.content-filter": "内容过滤",
  "finish.tool-calls": "工具调用",
  "finish.unknown": "未说明",

  "reading.intervals":
    "每个比例都附有区间。若以同类的其他题目重新组卷，按此方法得到的区间约有 {level} 会包含真实比例。同一题的重复回答、同一病例的各小题算作一个群组，不算额外的题目。",
  "reading.denominators":
    "正确率以全部已提问次数为分母：没有选定选项的回答不算正确。n 为题数；“未计入”是计划提问中未计入该数字的次数及原因。“最差–最好”是假设未选定选项的回答全错和全对时的正确率。",
  "reading.outcomes":
    "每次回答判读为一种状态。已选定：明确给出答案。含糊：提到多个而未定。认为均不对：否定所有选项。表示不知道：说明自己不知道。拒绝回答：拒绝作答。无法判读：找不到答案。",
  "reading.corrected":
    "校正猜测后的正确率：纯猜测为 0，全对为 {whole}，不如猜测则为负。加权 F1 是各答案 F1 的平均，以各答案作为标准答案的次数加权。",
  "reading.small": "n 小则区间宽：只有 {limit} 道题的专科难以区分 {from} 与 {to}。",

  "junit.finished": "所有提问均已完成",
  "junit.below": "正确率 {value} 低于 {limit}",
  "junit.notEstimable": "正确率无法估计",
  "junit.unfinished": "计划的 {planned} 次提问中有 {missing} 次尚无回答",

  ...textsAnnotation.zh,
  ...textsChecks.zh,
  ...textsContamination.zh,
  ...textsFacts.zh,
  ...textsFreeText.zh,
  ...textsHarm.zh,
  ...textsPerturbed.zh,
  ...textsPrompts.zh,
  ...textsInstructions.zh,
  ...textsJudges.zh,
  ...textsPower.zh,
  ...textsItems.zh,
  ...textsKnowledge.zh,
  ...textsLeaderboard.zh,
  ...textsPairs.zh,
  ...textsDecision.zh,
  ...textsProfile.zh,
  ...textsReview.zh,
  ...textsReviewForm.zh,
  ...textsReasons.zh,
  ...textsRobustness.zh,
  ...textsCalibration.zh,
  ...textsMerge.zh,
  ...textsOperators.zh,
  ...textsSeveral.zh,
};
