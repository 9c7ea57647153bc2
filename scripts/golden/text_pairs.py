"""Pairs of made-up medical explanations, for the golden values of the text metrics (text-metrics.py) and the benchmark.

Sentences are filled templates; a hypothesis is its reference with words exchanged, sentences moved, cut or repeated, or
another text altogether. Seeded: the same pairs each time. Nothing is taken from an exam.
"""

import random

ZH = {
    "subject": ["急性心肌梗死", "左心功能不全", "慢性阻塞性肺疾病", "缺铁性贫血", "肾病综合征", "消化性溃疡", "甲状腺功能亢进症",
                "糖尿病酮症酸中毒", "类风湿关节炎", "异位妊娠", "结核性胸膜炎", "蛛网膜下腔出血", "肝阳上亢", "脾胃虚弱"],
    "sign": ["胸骨后压榨性疼痛", "夜间阵发性呼吸困难", "桶状胸和过清音", "面色苍白、乏力", "大量蛋白尿和水肿", "餐后上腹痛", "心悸、多汗",
             "呼气有烂苹果味", "晨僵超过1小时", "停经后腹痛伴阴道流血", "午后低热、盗汗", "突发剧烈头痛", "头晕目眩，面红目赤", "食少便溏"],
    "test": ["肌钙蛋白T升高", "BNP＞400pg/ml", "FEV1/FVC<70%", "血清铁蛋白降低", "24小时尿蛋白≥3.5g", "胃镜见龛影", "TSH降低、FT4升高",
             "血糖33.3mmol/L、尿酮体（+++）", "抗CCP抗体阳性", "血β-hCG升高", "PPD试验强阳性", "头颅CT见高密度影", "舌红苔黄，脉弦", "舌淡苔白，脉细"],
    "drug": ["阿司匹林", "呋塞米", "沙丁胺醇", "硫酸亚铁", "泼尼松", "奥美拉唑", "甲巯咪唑", "胰岛素", "甲氨蝶呤", "异烟肼", "尼莫地平",
             "天麻钩藤饮", "四君子汤"],
    "templates": ["{subject}的典型表现是{sign}（{letter}对）。", "患者出现{sign}，{test}，应首先考虑{subject}。", "{subject}多见{test}，首选{drug}治疗。",
                  "{drug}不用于{subject}，故{letter}错。", "因此本题选{letter}。", "答案：{letter},解释：{sign}提示{subject}。",
                  "①{sign}；②{test}；③既往有{subject}病史{number}年。", "剂量为{drug} {number}mg，每日{number}次。"],
    "joint": "",
}
EN = {
    "subject": ["acute myocardial infarction", "left-sided heart failure", "COPD", "iron-deficiency anaemia", "nephrotic syndrome",
                "peptic ulcer disease", "Graves' disease", "diabetic ketoacidosis", "rheumatoid arthritis", "ectopic pregnancy"],
    "sign": ["crushing chest pain", "paroxysmal nocturnal dyspnoea", "a barrel chest", "pallor and fatigue", "massive proteinuria",
             "post-prandial pain", "palpitations, sweating", "fruity breath", "morning stiffness (>1 h)", "vaginal bleeding"],
    "test": ["a raised troponin T", "BNP > 400 pg/mL", "an FEV1/FVC of 0.62", "low ferritin", "3.5 g/day of protein", "an ulcer crater",
             "TSH < 0.01 mU/L", "a glucose of 33.3 mmol/L", "anti-CCP antibodies", "β-hCG of 1,500 IU/L"],
    "drug": ["aspirin", "furosemide", "salbutamol", "ferrous sulfate", "prednisone", "omeprazole", "methimazole", "insulin", "methotrexate"],
    "templates": ["The patient's {sign} and {test} point to {subject}.", "{subject} is treated with {drug}, {number} mg/day.",
                  "Option {letter} is wrong: {drug} isn't used in {subject}.", "Therefore, the answer is {letter}.",
                  "\"{sign}\" is typical of {subject}; {test} confirms it.", "In {number}-{number}% of cases, {test} is seen -- see (ref. {number}).",
                  "Don't give {drug} & wait: BP was 120/80 mmHg!"],
    "joint": " ",
}
ES = {
    "subject": ["infarto agudo de miocardio", "insuficiencia cardíaca izquierda", "EPOC", "anemia ferropénica", "síndrome nefrótico",
                "úlcera péptica", "enfermedad de Graves", "cetoacidosis diabética", "artritis reumatoide", "embarazo ectópico"],
    "sign": ["dolor torácico opresivo", "disnea paroxística nocturna", "tórax en tonel", "palidez y astenia", "proteinuria masiva",
             "dolor posprandial", "palpitaciones, sudoración", "aliento afrutado", "rigidez matutina (>1 h)", "sangrado vaginal"],
    "test": ["troponina T elevada", "BNP > 400 pg/ml", "un FEV1/FVC de 0,62", "ferritina baja", "3,5 g/día de proteínas", "un cráter ulceroso",
             "TSH < 0,01 mU/l", "una glucemia de 33,3 mmol/l", "anticuerpos anti-CCP", "β-hCG de 1.500 UI/l"],
    "drug": ["ácido acetilsalicílico", "furosemida", "salbutamol", "sulfato ferroso", "prednisona", "omeprazol", "metimazol", "insulina"],
    "templates": ["El paciente presenta {sign} y {test}, lo que sugiere {subject}.", "El {subject} se trata con {drug}, {number} mg/día.",
                  "La opción {letter} es incorrecta: el {drug} no se usa en el {subject}.", "¿Qué indica {test}? ¡{subject}!",
                  "Por tanto, la respuesta correcta es la {letter}.", "«{sign}» es típico del {subject}; según la guía n.º {number}."],
    "joint": " ",
}
LANGUAGES = {"zh": ZH, "en": EN, "es": ES}
COUNTS = {"zh": 210, "en": 165, "es": 165}

# Both sides empty, one empty, one token, white space of all kinds, marks that tokenizers treat apart, hostile characters.
EDGES = [
    ("zh", "", ""), ("zh", "对", ""), ("zh", "", "对"), ("zh", "对", "对"), ("zh", "对", "错"), ("zh", "A", "A"), ("zh", "ABC", "ABC"),
    ("zh", " \n\u3000", "\t "), ("zh", "心衰", "心衰竭"), ("zh", "\u0000\u0000心\u0000", "心\u0000"), ("zh", "😀😷😀", "😷😀"),
    ("zh", "𠀀𪛖㐀", "𠀀㐀𪛖"), ("zh", "“血压”…120—80≥3", "“血压”…120—80≤3"), ("zh", "⼀⿰〇。", "⼀⿰〇．"),
    ("zh", "第一行\n第二行\n\n第三行", "第二行\n第一行\n第三行"), ("zh", "心 衰  竭", "心\u3000衰竭"),
    ("en", "", ""), ("en", "Yes", ""), ("en", "", "Yes"), ("en", "B", "B"), ("en", "B.", "B"), ("en", "no", "yes"), ("en", "(hi)", "(hi)"),
    ("en", "x<skipped>y &amp; &lt;b&gt; &quot;q&quot;", "xy & <b> \"q\""), ("en", "well-\nknown", "wellknown"),
    ("en", "1,000.5 mg, 3.5. 2-3", "1,000.5 mg, 3.5. 2 - 3"), ("en", "a\u00a0b\u2003c\u0085d\u001ce", "a b c d e"),
    ("en", "a a a a a a a a", "a a"), ("en", "a a", "a a a a a a a a"), ("en", "\ufeffbom", "bom"),
    ("en", "One. \nTwo lines here\nthree", "Two lines here\nOne.\nfour"), ("en", "İstanbul ΣΑΣ", "i̇stanbul σας"),
    ("en", "trailing -\n", "trailing -\n\n "), ("en", "x ² ½ Ⅳ5.6 7.Ⅳ", "x ² ½ Ⅳ5 . 6 7 . Ⅳ"), ("en", "\u200f\u202eabc <script>", "abc script"),
    ("es", "", ""), ("es", "Sí", ""), ("es", "", "Sí"), ("es", "Sí", "Si"), ("es", "¿Sí?", "Sí ?"), ("es", "e\u0301l", "él"),
    ("es", "1.000,5 € + 3 %", "1.000,5 euros más 3 %"), ("es", "«no»", "no"),
]


def sentence(rng, words):
    numbers = [str(rng.choice([1, 2, 3, 5, 10, 12.5, 20, 40, 75, 100])) for _ in range(3)]
    filled = rng.choice(words["templates"])
    while "{number}" in filled:
        filled = filled.replace("{number}", rng.choice(numbers), 1)
    choices = {key: rng.choice(words[key]) for key in ("subject", "sign", "test", "drug")}
    return filled.format(letter=rng.choice("ABCDE"), **choices)


def exchanged(rng, text, words):
    """Some terms are exchanged for others of their kind."""
    for key in ("subject", "sign", "test", "drug"):
        for term in words[key]:
            if term in text and rng.random() < 0.4:
                text = text.replace(term, rng.choice(words[key]), 1)
    return text


def hypothesis(rng, sentences, words):
    changed = list(sentences)
    kind = rng.random()
    if kind < 0.05:
        pass
    elif kind < 0.45:
        changed = [exchanged(rng, each, words) for each in changed]
    elif kind < 0.6:
        rng.shuffle(changed)
        changed = [exchanged(rng, each, words) for each in changed]
    elif kind < 0.7:
        changed = changed[: max(1, len(changed) // 2)]
    elif kind < 0.8:
        changed = changed + [changed[-1]] * rng.randint(1, 3)
    elif kind < 0.9:
        text = words["joint"].join(changed)
        changed = [text[: rng.randint(0, len(text))]]
    else:
        changed = [sentence(rng, words) for _ in range(rng.randint(1, 4))]
    return changed


def pairs(seed=20261120, counts=COUNTS, sentences=(1, 5)):
    """Pairs {language, hypothesis, references}; every tenth has a second reference. Edge cases come first."""
    rng = random.Random(seed)
    made = [{"language": language, "hypothesis": one, "references": [other]} for language, one, other in EDGES]
    for language, count in counts.items():
        words = LANGUAGES[language]
        for at in range(count):
            reference = [sentence(rng, words) for _ in range(rng.randint(*sentences))]
            joint = "\n" if rng.random() < 0.3 else words["joint"]
            references = [joint.join(reference)]
            if at % 10 == 9:
                references.append(joint.join(exchanged(rng, each, words) for each in reference[::-1]))
            text = joint.join(hypothesis(rng, reference, words))
            made.append({"language": language, "hypothesis": text.upper() if rng.random() < 0.03 else text, "references": references})
    return made
