/*
 * How stems in Chinese, English, Spanish and Portuguese point at something outside themselves: a picture, a table,
 * a shared case, a patient who was described before. Each list is conservative: it prefers to miss a reference to
 * calling "ECG" or "clinical picture" one.
 */

/** Words that point at a picture. */
export const pictureReferences: readonly RegExp[] = [
  // A placeholder the source left where the picture was.
  /[[(（【]\s*(?:imagem|imagen|image|figura|figure|图|图片)(?:\s[^\])）】]*)?[\])）】]/iu,
  // 图 also ends the name of an examination (心电图示) or a concept (地形图中): it must stand alone.
  /如(?:下|上|右|左)?图|见(?:下|右|左|上)?图|[附右]图|下图(?!书)|(?:^|[，。；：、\s该此])图(?:示|中|[0-9A-Z])/u,
  /\b(?:[Ff]igures?|[Ii]mages?)\s+(?:\d|[A-H]\b)/u,
  /\b(?:figure|image|photograph|picture|photomicrograph|tracing|diagram|graph|illustration)s?\s+(?:below|above|shown|provided|depicted|attached)\b/iu,
  /\b(?:see|refer\s+to)\s+(?:the\s+)?(?:figure|image|photograph|picture|diagram|graph)\b/iu,
  /\b(?:in|on|by)\s+the\s+(?:following\s+|accompanying\s+|attached\s+)?(?:figure|photograph|picture|photomicrograph|diagram|graph|illustration)\b/iu,
  /\b(?:shown|depicted|seen|illustrated)\s+in\s+the\s+(?:\w+\s+)?image\b/iu,
  /\bthe\s+(?:figure|photograph|picture|diagram|graph)\s+(?:shows|depicts)\b/iu,
  /\b(?:photograph|radiograph|x-?ray|image|scan|tomography|ultrasonography|ultrasound|smear|electrocardiogram|echocardiogram|angiogram|ECG|EKG|MRI|tracing|photomicrograph|loop)\b[^.,;]{0,60}\b(?:is|are|and)\s+(?:shown|depicted)\b(?!\s+(?:to|that))/iu,
  /\bpregunta\s+(?:vinculada|asociada)\s+a\s+la\s+imagen(?!\p{L})/iu,
  /(?<!\p{L})(?:en|a|con|ver|según|véase|observe|muestra)\s+(?:en\s+)?(?:la|esta)s?\s+(?:siguiente\s+)?(?:imagen|figura|fotografía)(?:es|s)?(?!\p{L})/iu,
  /(?<!\p{L})(?:imagen|figura|fotografía|radiografía|gráfic[ao]|imagem|fotografia|radiografia)\s+(?:adjunt[ao]|siguiente|abaixo|acima|a\s+seguir|em\s+anexo|n[º°.o]*\s*\d+|\d+)(?!\p{L})/iu,
  /(?<!\p{L})(?:n?a|da|conforme\s+a|observe\s+a|veja\s+a)\s+(?:seguinte\s+)?(?:figura|imagem)(?!\p{L})(?!\s+mostra)/iu,
  /(?<!\p{L})a\s+seguir,?\s+(?:reproduz|apresenta|mostra)[\p{L}-]*\s+(?:\p{L}+\s+){0,6}?(?:imagem|figura|foto\p{L}*|radiografia|eletrocardiograma|ECG)(?!\p{L})/iu,
  /(?<!\p{L})(?:mostrad|apresentad|reproduzid|ilustrad)[oa]s?\s+a\s+seguir\s*[.:]?\s*$/iu,
];

/** Words that point at a table; 下表 also begins other words (下表面). */
export const tableReferences: readonly RegExp[] = [
  /(?<![代发])[下附上]表(?![面皮现达])|如表|见表(?![面皮现达浅])/u,
  /\btable\s+(?:below|above|shown|\d+)|\b(?:in|see|by)\s+the\s+(?:following\s+)?table\b(?!\s+of\s+contents)/iu,
  /(?<!\p{L})(?:tabla|tabela|quadro)\s+(?:adjunta|siguiente|abaixo|a\s+seguir|\d+)(?!\p{L})/iu,
  /(?<!\p{L})(?:en\s+la|según\s+la|na|da|conforme\s+a)\s+(?:siguiente\s+|seguinte\s+)?(?:tabla|tabela)(?!\p{L})/iu,
];

/** "（122～123题共用题干）", "Questions 4–6 refer to the following case" and the like. */
export const sharedMarker =
  /[(（【[]?[^()（）\n]{0,20}共用题干[^()（）\n]{0,10}[)）】\]]?[:：]?|\bquestions?\s+\d+\s*(?:[-–—~]|to|and|through)\s*\d+\s+(?:refer|relate)[^.\n]*[.\n:]?/iu;

/** Openings that speak of a patient as if the reader knew who it is. */
export const knownPatient =
  /^\s*(?:该|此|本|上述)(?:患者|患儿|病人|病例|孕妇|产妇|患婴|例)|^\s*(?:this|the\s+(?:above|same))\s+(?:patient|child|woman|man|case)\b|^\s*(?:the\s+)?patient\s+described\s+above\b|^\s*(?:est[ea]|dich[oa]|el\s+mismo|la\s+misma)\s+paciente(?!\p{L})|^\s*(?:ess[ea]|est[ea]|o\s+mesmo|a\s+mesma)\s+paciente(?!\p{L})/iu;

/** An age or a sex: the stem says whom it means after all. */
export const describedPatient =
  /\d+\s*(?:岁|个?月|天|years?|yr|años?|anos?|mes|-year)|[男女](?:[，,、性孩婴]|患)|\b(?:man|woman|boy|girl|male|female|infant)\b|(?<!\p{L})(?:varón|mujer|hombre|niñ[oa]|homem|mulher|menin[oa])(?!\p{L})/iu;
