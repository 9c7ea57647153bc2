/** The pool of prompts in Chinese; see `poolTexts`. */
export const poolTextsZh = {
  plain: {
    opening: "这是一道医学题。",
    form: "只回答每个正确选项的{label}。",
  },
  formal: {
    opening: "下列试题选自医学考试，请应试者予以作答。",
    form: "答复内容应仅限于每个正确选项的{label}。",
  },
  "exam-hall": {
    opening: "执业医师资格考试，笔试试卷。请审题后填写答题卡。",
    form: "请将每个正确选项的{label}填入答题卡，不得填写其他内容。",
  },
  specialist: {
    opening: "您是一位有数十年临床经验的主任医师，也曾参与医学考试的命题。一位同事向您请教下面的问题。",
    form: "请只给出您认为正确的每个选项的{label}。",
  },
  terse: {
    opening: "医学题。",
    form: "每个正确选项的{label}，别无其他。",
  },
  "step-by-step": {
    opening: "请思考下面这道医学题。",
    form: "请一步一步地思考，并写出各个步骤。最后单独用一行，按“{prefix}”加每个正确选项的{label}的格式作答。",
  },
  elimination: {
    opening: "请看下面这道医学题。",
    form: "请逐一分析各个选项，用简短的话说明保留或排除的理由。最后单独用一行，按“{prefix}”加每个正确选项的{label}的格式作答。",
  },
  audience: {
    opening: "医学生们将把自己对下面这道题的答案与你的答案相对照。",
    form: "为便于他们一眼看清，只给出每个正确选项的{label}。",
  },
  polite: {
    opening: "能不能请您帮忙看一下下面这道医学题？先谢谢您了。",
    form: "麻烦您只回复每个正确选项的{label}就好。",
  },
  stakes: {
    opening: "下面这道医学题的答案对我非常重要，请务必格外仔细。",
    form: "确认无误之后，给出每个正确选项的{label}，不要写其他文字。",
  },
  "options-first": {
    opening: "请通读下面给出的全部内容，然后回答末尾的医学题。",
    form: "回答中除每个正确选项的{label}之外，不得有其他内容。",
  },
  "format-last": {
    opening: "请仔细阅读下面这道医学题。",
    form: "现在请回复每个正确选项的{label}，不附加任何文字。",
  },
  "system-message": {
    opening: "你负责解答医学考试的题目。",
    form: "你的回复只包含每个正确选项的{label}。",
  },
  brackets: {
    opening: "下面是一道医学题及其全部内容。",
    form: "写出每个正确选项的{label}，不带括号，也不写其他文字。",
  },
} as const;
