/**
 * Traditional characters of the phrases in these lexicons, each followed by its simplified form. It serves to find a
 * phrase in a reply written in traditional characters and is no general converter. Source: Unihan kSimplifiedVariant.
 */
export const traditionalPairs =
  "選选擇择確确應应該该為为對对錯错誤误關关題题說说個个這这項项無无條条難难斷断會会區区當当後后從从來来過过還还與与見见結结論论總总綜综實实際际" +
  "歉歉糾纠並并排排屬属診诊療疗醫医藥药師师請请諮咨詢询專专業业議议將将數数據据據据種种幾几標标準准參参考考適适符符現现發发處处幫帮協协歸归納纳" +
  "顯显顏颜傾倾號号級级組组體体內内則则僅仅於于讓让認认為为兩两都都樣样況况點点誰谁給给資资訊讯訊讯變变更更圖图檢检查查" +
  "漏漏終终答答案案首首";
