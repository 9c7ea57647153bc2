import { listed } from "./phrase-pattern.ts";

/**
 * Words of medicine that carry a letter or numeral of their own, so that the "C" of "vitamin C" is not read as a
 * label. Plain phrases, lower case; accents may be missing. Source: Viva.
 */
export const beforeClinicalLetter: readonly string[] = listed(`
  vitamin | vitamins | vitamina | vitaminas | hepatitis | hepatite | influenza | type | types | tipo | tipos |
  group | groups | grupo | grade | grado | grau | class | classe | clase | stage | estadio | estágio | estadío |
  phase | fase | child-pugh | child | category | categoria | categoría | factor | fator | protein | proteína |
  immunoglobulin | inmunoglobulina | imunoglobulina | apolipoprotein | penicillin | penicilina | cyclosporine |
  ciclosporina | amphotericin | anfotericina | toxin | toxina | coxsackie | blood type | lead | nyha | asa |
  cranial nerve | par | nervo | angiotensin | angiotensina | mobitz | complex | coombs | linfocito | linfócito |
  zone | zona | arm | table | figure | tabla | tabela | figura | plan | plano | 维生素 | 维他命 | 肝炎 | 甲型 |
  乙型 | 丙型 | 型 | 血型 | 流感 | 分级 | 级 | 分期 | 组 | 类 | 因子 | 青霉素 | 免疫球蛋白 | 蛋白 | 两性霉素 |
  环孢素 | 载脂蛋白 | 图 | 表
`);

/** Words that follow such a letter: "C-reactive", "B cell", "D-dimer", "E. coli". */
export const afterClinicalLetter: readonly string[] = listed(`
  cell | cells | lymphocyte | lymphocytes | lymphoma | virus | reactive | peptide | dimer | section |
  streptococcus | strep | antigen | wave | waves | fiber | fibers | band | blood | antibody | deficiency |
  symptoms | lines | scan | type | coli | difficile | pylori | aureus | pneumoniae | epidermidis | faecalis |
  faecium | fragilis | perfringens | botulinum | tetani | diphtheriae | jejuni | trachomatis | psittaci |
  burgdorferi | henselae | pertussis | melitensis | abortus | cepacia | cereus | anthracis | albicans | glabrata |
  auris | neoformans | immitis | dermatitidis | histolytica | lamblia | vermicularis | granulosus |
  multilocularis | lumbricoides | duodenale | donovani | cruzi | brucei | baumannii | influenzae | corrodens |
  cloacae | rhusiopathiae | israelii | fumigatus | niger | flavus | vaginalis | hominis | burnetii | canis |
  chaffeensis | phagocytophilum | belli | intestinalis
`);

/** Chinese characters that, right after a Latin letter, make it part of a term: A型, B超, C反应蛋白, D二聚体. */
export const afterClinicalLetterHan = "超型族反细因期度级组链段波峰蛋酶受线环肽淋抗毒群二淋胞病脂药";
