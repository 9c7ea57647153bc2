/**
 * Sentences that say nothing about a patient, a disease or a treatment, and hold no number, by language. Each is true of
 * any consultation, so that none can bear on an answer. Source: Viva's own wording.
 */
export const neutralSentences: Readonly<Record<string, readonly string[]>> = {
  en: [
    "The waiting room had been repainted the week before.",
    "The consultation took place on the ground floor of the building.",
    "A new coffee machine had just been installed in the corridor.",
    "The clerk at the desk was talking about the weather.",
    "The hospital's car park was almost empty that morning.",
    "A radio was playing softly in the next room.",
    "The clock on the wall was running a little fast.",
    "The notes had been printed on recycled paper.",
  ],
  es: [
    "La sala de espera se había pintado la semana anterior.",
    "La consulta tuvo lugar en la planta baja del edificio.",
    "Acababan de instalar una nueva máquina de café en el pasillo.",
    "En el mostrador, el administrativo hablaba del tiempo.",
    "El aparcamiento del hospital estaba casi vacío aquella mañana.",
    "En la sala contigua sonaba una radio a bajo volumen.",
    "El reloj de la pared iba un poco adelantado.",
    "Las notas se habían impreso en papel reciclado.",
  ],
  pt: [
    "A sala de espera tinha sido pintada na semana anterior.",
    "A consulta ocorreu no andar térreo do prédio.",
    "Uma nova máquina de café acabara de ser instalada no corredor.",
    "No balcão, o atendente conversava sobre o tempo.",
    "O estacionamento do hospital estava quase vazio naquela manhã.",
    "Na sala ao lado, um rádio tocava baixinho.",
    "O relógio da parede estava um pouco adiantado.",
    "As anotações tinham sido impressas em papel reciclado.",
  ],
  fr: [
    "La salle d'attente avait été repeinte la semaine précédente.",
    "La consultation se déroulait au rez-de-chaussée du bâtiment.",
    "Une nouvelle machine à café venait d'être installée dans le couloir.",
    "Le parking de l'hôpital était presque vide ce matin-là.",
    "Une radio jouait doucement dans la pièce voisine.",
    "L'horloge murale avançait un peu.",
  ],
  zh: [
    "候诊室的墙面上周刚刚粉刷过。",
    "诊室位于这栋楼的底层。",
    "走廊里新安装了一台咖啡机。",
    "前台的工作人员正在谈论天气。",
    "当天上午医院的停车场几乎是空的。",
    "隔壁房间的收音机正轻声响着。",
    "墙上的挂钟走得稍快。",
    "门诊的登记表用的是再生纸。",
  ],
};
