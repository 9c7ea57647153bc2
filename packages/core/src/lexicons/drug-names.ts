/** Two names of one drug. */
export interface DrugNamePair {
  /** Trade name, as printed. */
  readonly brand: string;
  /** Nonproprietary name in the language's own spelling, lower case. */
  readonly generic: string;
  /**
   * The trade name may stand for the nonproprietary one. Not where the same substance is sold under other names for
   * other uses (sildenafil), so that the trade name would hint at one of them.
   */
  readonly bothWays: boolean;
}

/** `Brand=generic` where either may stand for the other, `Brand>generic` where only the generic name may. */
function pairsIn(text: string): readonly DrugNamePair[] {
  return text
    .trim()
    .split(/\s*\|\s*/)
    .map((entry) => {
      const bothWays = entry.includes("=");
      const [brand = "", generic = ""] = entry.split(bothWays ? "=" : ">");
      return { brand, generic, bothWays };
    });
}

/**
 * Trade names and nonproprietary names by language: single substances known by one trade name in the country. Small on
 * purpose. Sources: WHO list of INN; trade names en: FDA Drugs@FDA; es: AEMPS CIMA; pt: ANVISA; zh: NMPA.
 */
export const drugNames: Readonly<Record<string, readonly DrugNamePair[]>> = {
  en: pairsIn(`
    Lipitor=atorvastatin | Crestor=rosuvastatin | Zocor=simvastatin | Plavix=clopidogrel | Brilinta=ticagrelor |
    Xarelto=rivaroxaban | Eliquis=apixaban | Pradaxa=dabigatran | Coumadin=warfarin | Lovenox=enoxaparin |
    Lasix=furosemide | Aldactone=spironolactone | Norvasc=amlodipine | Diovan=valsartan | Cozaar=losartan |
    Zestril=lisinopril | Tenormin=atenolol | Coreg=carvedilol | Cordarone=amiodarone | Glucophage=metformin |
    Januvia=sitagliptin | Jardiance=empagliflozin | Farxiga=dapagliflozin | Ozempic>semaglutide | Victoza>liraglutide |
    Synthroid=levothyroxine | Prilosec=omeprazole | Nexium=esomeprazole | Prevacid=lansoprazole | Pepcid=famotidine |
    Zofran=ondansetron | Prozac=fluoxetine | Zoloft=sertraline | Paxil=paroxetine | Lexapro=escitalopram |
    Celexa=citalopram | Effexor=venlafaxine | Cymbalta=duloxetine | Wellbutrin>bupropion | Xanax=alprazolam |
    Valium=diazepam | Ativan=lorazepam | Klonopin=clonazepam | Ambien=zolpidem | Zyprexa=olanzapine |
    Risperdal=risperidone | Seroquel=quetiapine | Abilify=aripiprazole | Clozaril=clozapine | Haldol=haloperidol |
    Tegretol=carbamazepine | Dilantin=phenytoin | Keppra=levetiracetam | Lamictal=lamotrigine | Topamax=topiramate |
    Neurontin=gabapentin | Lyrica=pregabalin | Aricept=donepezil | Humira=adalimumab | Remicade=infliximab |
    Enbrel=etanercept | Rituxan=rituximab | Herceptin=trastuzumab | Avastin=bevacizumab | Gleevec=imatinib |
    Keytruda=pembrolizumab | Opdivo=nivolumab | Singulair=montelukast | Zyrtec=cetirizine | Claritin=loratadine |
    Viagra>sildenafil | Cialis>tadalafil | Prolia>denosumab | Zithromax=azithromycin | Levaquin=levofloxacin |
    Diflucan=fluconazole | Tamiflu=oseltamivir | Zyloprim=allopurinol | Accutane=isotretinoin
  `),
  es: pairsIn(`
    Sintrom=acenocumarol | Nolotil=metamizol | Ventolin=salbutamol | Seguril=furosemida | Aldactone=espironolactona |
    Orfidal=lorazepam | Trankimazin=alprazolam | Valium=diazepam | Lexatin=bromazepam | Rivotril=clonazepam |
    Clexane=enoxaparina | Eutirox=levotiroxina | Urbason=metilprednisolona | Primperan=metoclopramida |
    Motilium=domperidona | Gelocatil=paracetamol | Plavix=clopidogrel | Xarelto=rivaroxabán | Eliquis=apixabán |
    Pradaxa=dabigatrán | Risperdal=risperidona | Zyprexa=olanzapina | Seroquel=quetiapina | Tegretol=carbamazepina |
    Keppra=levetiracetam | Lyrica=pregabalina | Neurontin=gabapentina | Humira=adalimumab | Remicade=infliximab |
    Enbrel=etanercept | Glivec=imatinib | Herceptin=trastuzumab | MabThera=rituximab | Singulair=montelukast |
    Tamiflu=oseltamivir | Prozac=fluoxetina | Viagra>sildenafilo | Cialis>tadalafilo | Crestor=rosuvastatina |
    Zyloric=alopurinol | Trangorex=amiodarona | Adalat=nifedipino | Fortasec=loperamida
  `),
  pt: pairsIn(`
    Rivotril=clonazepam | Lasix=furosemida | Novalgina=dipirona | Glifage=metformina | Plavix=clopidogrel |
    Xarelto=rivaroxabana | Eliquis=apixabana | Clexane=enoxaparina | Aldactone=espironolactona | Marevan=varfarina |
    Plasil=metoclopramida | Tamiflu=oseltamivir | Humira=adalimumabe | Glivec=imatinibe | Herceptin=trastuzumabe |
    MabThera=rituximabe
  `),
  zh: pairsIn(`
    立普妥=阿托伐他汀 | 波立维=氯吡格雷 | 倍林达=替格瑞洛 | 拜瑞妥=利伐沙班 | 络活喜=氨氯地平 | 科素亚=氯沙坦 |
    倍他乐克=美托洛尔 | 可达龙=胺碘酮 | 格华止=二甲双胍 | 拜唐苹=阿卡波糖 | 捷诺维=西格列汀 | 欧唐静=恩格列净 |
    安达唐=达格列净 | 优甲乐=左甲状腺素 | 洛赛克=奥美拉唑 | 吗丁啉=多潘立酮 | 芬必得=布洛芬 | 泰诺林=对乙酰氨基酚 |
    开瑞坦=氯雷他定 | 顺尔宁=孟鲁司特 | 希舒美=阿奇霉素 | 达菲=奥司他韦 | 格列卫=伊马替尼 | 赫赛汀=曲妥珠单抗 |
    美罗华=利妥昔单抗 | 修美乐=阿达木单抗 | 百忧解=氟西汀 | 左洛复=舍曲林 | 得理多=卡马西平 | 万艾可>西地那非 |
    希爱力>他达拉非 | 易蒙停=洛哌丁胺 | 思密达=蒙脱石
  `),
};

/**
 * Nonproprietary names in English, as adopted in the United States and by the WHO: `usan=inn`. Sources: USP Dictionary of
 * USAN; WHO list of INN (adrenaline is the British Approved Name beside epinephrine and is left out).
 */
export const nationalDrugNames: readonly DrugNamePair[] = pairsIn(`
  acetaminophen=paracetamol | albuterol=salbutamol | rifampin=rifampicin | meperidine=pethidine |
  isoproterenol=isoprenaline | glyburide=glibenclamide | acyclovir=aciclovir | cyclosporine=ciclosporin |
  metaproterenol=orciprenaline | torsemide=torasemide | valacyclovir=valaciclovir
`);
