import { listed } from "./phrase-pattern.ts";

/**
 * Stems of international nonproprietary names, at the end of a word, in English, Spanish and Portuguese spelling: whoever
 * mistypes such a word may have written another drug. Latin script, lower case, without accents. Source: WHO, "The use of
 * stems in the selection of international nonproprietary names (INN)", 2018, the frequent ones.
 */
export const drugNameEndings: readonly string[] = listed(`
  olol | pril | prilat | sartan | statin | statina | estatina | dipine | dipino | mab | umab | nib | tinib | ciclib |
  parib | zomib | vir | navir | tegravir | buvir | asvir | ovir | vudine | vudina | cillin | cilina | cycline | ciclina |
  floxacin | floxacino | mycin | micina | micin | bactam | penem | oxacin | oxacino | conazole | conazol | nidazole |
  nidazol | bendazole | bendazol | prazole | prazol | tidine | tidina | setron | triptan | gliptin | gliptina |
  gliflozin | gliflozina | glitazone | glitazona | glinide | glinida | gliclazide | glutide | glutida | formin |
  formina | parin | parina | grel | xaban | gatran | profen | profeno | oxicam | coxib | caine | caina | azepam |
  zolam | azolam | barbital | oxetine | oxetina | pram | triptyline | triptilina | ipramine | ipramina | azine |
  azina | azapine | apina | apine | peridol | peridone | peridona | azole | azol | sone | sona | solone | solona |
  onide | onida | terol | tropium | tropio | lukast | thiazide | tiazida | semide | semida | lactone | lactona |
  terenone | renona | sulfa | sulfadiazine | trexate | trexato | platin | platino | rubicin | rubicina | taxel |
  bicin | poside | tecan | mustine | mustina | fungin | fungina | quine | quina | quinine | artem | phylline | filina |
  amine | amina | adol | morphine | morfina | codeine | codeina | fentanil | fentanyl | naloxone | oxone | curonium |
  curonio | flurane | flurano | dronate | dronato | thyroxine | tiroxina | estradiol | gestrel | sterone | sterona |
  relin | tocin | pressin | ase | plase | kinra | cept | lizumab | fibrate | fibrato | zoline | lidine | nidine |
  nidina | dopa | giline | gilina | capone | capona | stigmine | stigmina | pezil | mantine | mantina | racetam |
  bazine | amide | amida | idone | idona | ocin | icin | xetine | oxetin | traline | tralina | metacin | metacina |
  methacin | ametacina | coumarol | cumarol | alol | azosin | azosina | losin | losina | prostol | citabine | citabina |
  ribine | ribina | cristine | cristina | blastine | blastina | pamil | pamilo | pamila | azenil | trexone | trexona |
  orolac | orolaco | olaco | fenac | fenaco | sporin | sporina | sporine | sporins | tifen | tifeno | codone | codona |
  tropin | tropine | tropina | enosine | enosina | prine | prina | criptine | criptina | antrine | antrina | reotide |
  reotida | butynin | butinina | enone | enona | tolone | tolona | adine | adina | zide | zida | uracil | uracilo |
  furantoin | furantoina | vermectin | vermectina | fulvin | fulvina | phenicol | fenicol | carpine | carpina | choline |
  colina | proxen | proxeno | pentone | pentona | bitone | bitona | doxine | doxina | doxin | phylline | xantrone | xantrona |
  rapone | lutamide | lutamida | steride | sterida | fibrozil | fibrozilo | axone | axona | zolina | zolin | betasol |
  sartana | floxacina | tocina | tinibe | mabe | xabana | gatrana | drona | ergine | ergina | oxifen | oxifeno | mectin |
  ribavirin | lidomide | lidomida | thionin | tepa | sulfan | quantel | antel |
  mefloquina | niacin | niacina | azepine | azepina | acepina | metholone | etholone | anechol | anecol | benzatina
`);

/** Drugs whose names have no such ending, in English, Spanish and Portuguese. Lower case. */
export const drugsWithoutStem: readonly string[] = listed(`
  aspirin | aspirina | warfarin | warfarina | varfarina | digoxin | digoxina | digitoxin | digitoxina | lithium | litio |
  lítio | insulin | insulina | heparin | heparina | epinephrine | epinefrina | norepinephrine | norepinefrina |
  adrenaline | adrenalina | noradrenaline | noradrenalina | atropine | atropina | colchicine | colchicina | glucagon |
  quinidine | quinidina | morphine | morfina | methadone | metadona | phenytoin | fenitoína | valproate | valproato |
  tamoxifen | tamoxifeno | finasteride | finasterida | nitroglycerin | nitroglicerina | hydralazine | hidralazina |
  levodopa | baclofen | baclofeno | ketamine | ketamina | propofol | ethambutol | etambutol | isoniazid | isoniazida |
  rifampin | rifampicin | rifampicina | pyrazinamide | pirazinamida | allopurinol | alopurinol | vancomycin |
  linezolid | colistin | colistina | dapsone | dapsona | paracetamol | acetaminophen | metamizol | tramadol | bupropiona |
  caffeine | cafeína | octreotide | pentagastrin | pentagastrina | calcitonin | calcitonina | cyclosporin |
  digoxine | heroin | heroína
`);

/**
 * Words whose typo could turn the question round or change a quantity: denials, verdicts, exceptions, directions, sides,
 * degrees, numbers, units of time and measure. Lower case.
 */
export const untouchedWords: readonly string[] = listed(`
  never | neither | without | except | excepting | excluding | incorrect | correct | false | wrong | untrue | least |
  unlikely | contraindicated | indicated | absent | absence | present | presence | negative | positive | increase |
  increased | increases | decrease | decreased | decreases | higher | lower | elevated | reduced | right | left | upper |
  before | after | above | below | first | second | third | three | seven | eight | eleven | twelve | twenty | thirty |
  inferior | superior | anterior | posterior | lateral | medial | always | cannot | deny | denies | denied | denying |
  refuses | direct | indirect | double | triple | twice | thrice | fewer | greater | greatest | smaller | larger | maximum |
  minimum | hours | hourly | daily | weeks | weekly | month | months | monthly | years | yearly | minute | minutes | second |
  seconds | meter | meters | metre | metres | grams | liter | liters | litre | litres | degree | degrees | grade | units |
  nunca | tampoco | excepto | salvo | excluye | incorrecta | incorrecto | correcta | correcto | falsa | falso | errónea |
  erróneo | menos | improbable | contraindicado | contraindicada | indicado | indicada | ausente | ausencia | presente |
  presencia | negativo | negativa | positivo | positiva | aumento | aumenta | aumentado | disminuye | disminución |
  disminuido | elevado | elevada | reducido | derecho | derecha | izquierdo | izquierda | antes | después | primero |
  primera | segundo | segunda | tercero | cuatro | cinco | siete | nueve | veinte | treinta | siempre | ninguno | ninguna |
  exceto | incorreta | incorreto | correta | correto | errada | errado | direita | esquerda | depois | nenhum | nenhuma |
  quatro | terceiro | primeiro | primeira | ausência | presença | aumento | diminuição |
  niega | niegan | negaba | negaban | niegue | cierta | cierto | ciertas | ciertos | verdadera |
  verdadero | verdaderas | verdaderos | verdad | medio | media | mitad | doble | triple | primer | tercer | mayor | mayores |
  menor | menores | máximo | máxima | mínimo | mínima | directo | directa | indirecto | indirecta | horas | meses | semana |
  semanas | minuto | minutos | segundos | diario | diaria | diarios | diarias | metros | gramos | miligramos | litros |
  grado | grados | unidades | negam | negava | certa | certo | verdadeira | verdadeiro | metade | dobro | triplo |
  maior | maiores | mínimo | máximo | direto | direta | indireta | indireto | mês | diário | diária | gramas | graus
`);

/** Beginnings that one wrong letter may turn into their opposite, or that say on which side something lies. */
export const untouchedBeginnings: readonly string[] = listed(
  "hyper | hypo | hiper | hipo | inter | intra | infra | supra | ante | anti | post | pre | macro | micro | abdu | addu | endo | ecto | exo",
);

/** Words of medicine that differ by one neighbouring key: a typo never makes one of the other. Lower case. */
export const lookalikes: readonly string[] = listed(`
  nephritic | nephrotic | gland | glans | stroke | strike | perineal | peroneal | ileum | ilium | ileal | ilial | mucus | mucous | dysphagia | dysphasia | malleus | mallear |
  pleural | plural | renal | penal | uterus | ureter | ureteral | urethral | cortical | cervical | palpation |
  palpitation | aphasia | aphagia | reflex | reflux | disfagia | disfasia | afasia | afagia | venal | renal | mamaria | malaria | fetal | fatal | hernia | sternal | esternal | externa |
  externo | interno | interna | external | internal
`);
