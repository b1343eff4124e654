/** A city in which customers live. `#` in a postal code is any digit. */
export interface City {
  readonly countryCode: string;
  /** ISO 3166-2 without the country. */
  readonly regionCode: string;
  readonly name: string;
  /** As people abroad write it. */
  readonly nameEn: string;
  readonly districts: readonly string[];
  readonly postalCode: string;
  readonly latitude: number;
  readonly longitude: number;
  /** How many customers live there, compared with other cities of the country. */
  readonly weight: number;
}

/** Cities by country, one a line: region, name, name abroad, postal code, latitude, longitude, weight, districts. */
const CITIES = `
CN BJ 北京市 Beijing 100### 39.90 116.41 9 朝阳区/海淀区/西城区/通州区
CN SH 上海市 Shanghai 200### 31.23 121.47 10 浦东新区/徐汇区/静安区/闵行区
CN GD 广州市 Guangzhou 510### 23.13 113.26 8 天河区/越秀区/番禺区
CN GD 深圳市 Shenzhen 518### 22.54 114.06 9 南山区/福田区/龙岗区
CN GD 佛山市 Foshan 528### 23.02 113.12 4 禅城区/南海区
CN ZJ 杭州市 Hangzhou 310### 30.27 120.16 8 西湖区/余杭区/滨江区
CN ZJ 宁波市 Ningbo 315### 29.87 121.54 4 鄞州区/海曙区
CN JS 南京市 Nanjing 210### 32.06 118.80 6 玄武区/鼓楼区/江宁区
CN JS 苏州市 Suzhou 215### 31.30 120.59 6 姑苏区/吴中区
CN SC 成都市 Chengdu 610### 30.57 104.07 8 锦江区/武侯区/青羊区
CN CQ 重庆市 Chongqing 400### 29.56 106.55 6 渝中区/江北区/南岸区
CN HB 武汉市 Wuhan 430### 30.59 114.31 6 武昌区/江汉区/洪山区
CN HN 长沙市 Changsha 410### 28.23 112.94 5 岳麓区/芙蓉区
CN SN 西安市 Xian 710### 34.34 108.94 5 雁塔区/碑林区
CN TJ 天津市 Tianjin 300### 39.08 117.20 4 和平区/南开区
CN SD 青岛市 Qingdao 266### 36.07 120.38 4 市南区/崂山区
CN SD 济南市 Jinan 250### 36.65 117.12 3 历下区/槐荫区
CN HA 郑州市 Zhengzhou 450### 34.75 113.63 5 金水区/二七区
CN FJ 厦门市 Xiamen 361### 24.48 118.09 3 思明区/湖里区
CN AH 合肥市 Hefei 230### 31.82 117.23 4 蜀山区/庐阳区
CN JX 南昌市 Nanchang 330### 28.68 115.86 2 东湖区/红谷滩区
CN LN 沈阳市 Shenyang 110### 41.80 123.43 3 和平区/沈河区
CN HL 哈尔滨市 Harbin 150### 45.80 126.53 2 南岗区/道里区
CN HE 石家庄市 Shijiazhuang 050### 38.04 114.51 2 长安区/裕华区
CN YN 昆明市 Kunming 650### 24.88 102.83 2 五华区/盘龙区
CN GX 南宁市 Nanning 530### 22.82 108.37 2 青秀区/兴宁区
CN GS 兰州市 Lanzhou 730### 36.06 103.83 1 城关区/七里河区
CN XJ 乌鲁木齐市 Urumqi 830### 43.83 87.62 1 天山区/沙依巴克区
CN HI 海口市 Haikou 570### 20.04 110.20 1 龙华区/美兰区
HK HK 香港 Hong_Kong - 22.30 114.17 5 九龙/沙田/湾仔
DE BE Berlin Berlin 10### 52.52 13.40 9 Mitte/Pankow/Neukölln
DE HH Hamburg Hamburg 20### 53.55 9.99 6 Altona/Eimsbüttel
DE BY München Munich 80### 48.14 11.58 6 Schwabing/Sendling
DE NW Köln Cologne 50### 50.94 6.96 5 Ehrenfeld/Nippes
DE NW Dortmund Dortmund 44### 51.51 7.47 3 Hörde/Innenstadt
DE HE Frankfurt_am_Main Frankfurt 60### 50.11 8.68 4 Bornheim/Sachsenhausen
DE SN Leipzig Leipzig 04### 51.34 12.37 3 Plagwitz/Gohlis
FR IDF Paris Paris 750## 48.86 2.35 9 -
FR ARA Lyon Lyon 690## 45.76 4.84 4 -
FR OCC Toulouse Toulouse 310## 43.60 1.44 3 -
NL NH Amsterdam Amsterdam 10##_AB 52.37 4.90 4 -
NL ZH Rotterdam Rotterdam 30##_CD 51.92 4.48 3 -
AT 9 Wien Vienna 1##0 48.21 16.37 4 -
AT 6 Graz Graz 80## 47.07 15.44 1 -
BE BRU Bruxelles Brussels 10## 50.85 4.35 2 -
IT 25 Milano Milan 201## 45.46 9.19 4 -
IT 62 Roma Rome 001## 41.90 12.50 3 -
ES MD Madrid Madrid 280## 40.42 -3.70 3 -
ES CT Barcelona Barcelona 080## 41.39 2.17 3 -
PL 14 Warszawa Warsaw 00-### 52.23 21.01 3 -
GB ENG London London E##_4AB 51.51 -0.13 6 -
GB SCT Edinburgh Edinburgh EH##_2CD 55.95 -3.19 2 -
US NY New_York New_York 100## 40.71 -74.01 8 -
US CA Los_Angeles Los_Angeles 900## 34.05 -118.24 7 -
US CA San_Francisco San_Francisco 941## 37.77 -122.42 5 -
US IL Chicago Chicago 606## 41.88 -87.63 5 -
US TX Austin Austin 787## 30.27 -97.74 4 -
US WA Seattle Seattle 981## 47.61 -122.33 4 -
US MA Boston Boston 021## 42.36 -71.06 3 -
US FL Miami Miami 331## 25.76 -80.19 3 -
US NJ Newark Newark 071## 40.74 -74.17 2 -
CA ON Toronto Toronto M5V_#A# 43.65 -79.38 4 -
CA BC Vancouver Vancouver V6B_#C# 49.28 -123.12 3 -
JP 13 東京都 Tokyo 1##-00## 35.68 139.69 8 世田谷区/新宿区/杉並区
JP 27 大阪市 Osaka 5##-00## 34.69 135.50 5 北区/中央区
JP 40 福岡市 Fukuoka 81#-00## 33.59 130.40 2 博多区/中央区
KR 11 서울 Seoul 0#### 37.57 126.98 4 -
SG - Singapore Singapore 0##### 1.35 103.82 3 -
AU NSW Sydney Sydney 20## -33.87 151.21 3 -
AU VIC Melbourne Melbourne 30## -37.81 144.96 3 -`;

/** Every city of the sample, in the order of the list. */
export const ALL_CITIES: readonly City[] = CITIES.trim()
  .split('\n')
  .map((line) => {
    const [
      countryCode,
      regionCode,
      name,
      nameEn,
      postalCode,
      latitude,
      longitude,
      weight,
      districts,
    ] = line.split(' ').map((word) => word.replaceAll('_', ' ')) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    return {
      countryCode,
      regionCode: regionCode === '-' ? '' : regionCode,
      name,
      nameEn,
      districts: districts === '-' ? [] : districts.split('/'),
      postalCode: postalCode === '-' ? '' : postalCode,
      latitude: Number(latitude),
      longitude: Number(longitude),
      weight: Number(weight),
    };
  });

/** Ordinary street names, as thousands of towns have them. */
export const STREETS: Readonly<Record<string, readonly string[]>> = {
  CN: [
    '人民路',
    '中山路',
    '解放路',
    '文化路',
    '建设路',
    '和平路',
    '新华路',
    '青年路',
    '湖滨路',
    '花园路',
    '学府路',
    '竹林街',
    '桂花巷',
    '梧桐街',
    '云栖路',
    '枫林路',
  ],
  HK: ['彌敦道', '大街', '花園道', '海濱路', '山景街'],
  DE: [
    'Hauptstraße',
    'Bahnhofstraße',
    'Gartenweg',
    'Lindenallee',
    'Schulstraße',
    'Am Mühlbach',
    'Rosenweg',
    'Kirchgasse',
    'Birkenweg',
    'Ringstraße',
  ],
  AT: ['Hauptplatz', 'Lindengasse', 'Gartengasse', 'Mühlgasse'],
  FR: [
    'rue des Lilas',
    'rue de la Gare',
    'avenue des Tilleuls',
    'rue du Moulin',
    'rue des Écoles',
    'place du Marché',
  ],
  BE: ['rue des Tilleuls', 'rue du Marché', 'avenue du Parc'],
  NL: ['Dorpsstraat', 'Molenweg', 'Kerkstraat', 'Stationsweg', 'Lindelaan'],
  IT: ['via dei Tigli', 'via della Stazione', 'via del Mulino', 'viale dei Pini'],
  ES: ['calle del Sol', 'calle Mayor', 'calle del Molino', 'avenida de los Olivos'],
  PL: ['ulica Lipowa', 'ulica Ogrodowa', 'ulica Polna', 'ulica Leśna'],
  GB: ['High Street', 'Station Road', 'Church Lane', 'Mill Lane', 'Victoria Road', 'Orchard Close'],
  US: [
    'Main Street',
    'Oak Avenue',
    'Maple Street',
    'Cedar Lane',
    'Elm Street',
    'Hill Road',
    'Park Avenue',
    '2nd Street',
    'Lake Drive',
  ],
  CA: ['Maple Street', 'King Street', 'Spruce Avenue', 'Lakeshore Road'],
  JP: ['本町', '中央', '緑ヶ丘', '桜台', '栄町', '泉町'],
  KR: ['중앙로', '공원로', '벚꽃길'],
  SG: ['Orchid Road', 'Garden Avenue', 'Hillview Street'],
  AU: ['George Street', 'Beach Road', 'Wattle Street', 'Park Street'],
};

/** Common family and given names by language; they are combined at random and mean nobody. */
export const PEOPLE: Readonly<
  Record<string, { readonly given: readonly string[]; readonly family: readonly string[] }>
> = {
  zh: {
    family:
      '王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 郑 梁 谢 宋 唐 许 邓 冯 韩 曹 曾'.split(
        ' ',
      ),
    given:
      '雨桐 子涵 欣怡 浩然 思远 佳宁 梓萱 明轩 静怡 俊杰 诗雅 宇航 若曦 晨曦 雅琪 博文 晓燕 志强 丽华 建国 文静 海燕 立新 秀兰 小龙 婷婷'.split(
        ' ',
      ),
  },
  en: {
    family:
      'Smith Johnson Brown Miller Davis Wilson Moore Taylor Clark Lewis Walker Hall Young King Wright Green Baker Carter Hill Evans'.split(
        ' ',
      ),
    given:
      'Emma Liam Olivia Noah Ava Ethan Mia Lucas Grace Henry Chloe Owen Ella Jack Ruby Leo Alice Samuel Nora Daniel'.split(
        ' ',
      ),
  },
  de: {
    family:
      'Müller Schmidt Schneider Fischer Weber Wagner Becker Hoffmann Koch Richter Klein Wolf Schröder Neumann Braun Krüger'.split(
        ' ',
      ),
    given:
      'Anna Lukas Lena Felix Marie Jonas Sophie Paul Laura Max Clara Tim Johanna Moritz Katrin Stefan'.split(
        ' ',
      ),
  },
  fr: {
    family:
      'Martin Bernard Dubois Petit Durand Leroy Moreau Laurent Girard Rousseau Fontaine Mercier'.split(
        ' ',
      ),
    given: 'Camille Louis Manon Hugo Léa Jules Chloé Arthur Inès Gabriel Élodie Mathieu'.split(' '),
  },
  ja: {
    family: '佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤 吉田 山田'.split(' '),
    given: '陽菜 蓮 結衣 湊 美咲 大翔 葵 悠真 さくら 健太 真由美 直樹'.split(' '),
  },
  ko: {
    family: '김 이 박 최 정 강'.split(' '),
    given: '서연 민준 지우 하준 수빈 도윤'.split(' '),
  },
};

/** The language in which customers of a country write their names. */
export const LANGUAGE_OF_COUNTRY: Readonly<Record<string, string>> = {
  CN: 'zh',
  HK: 'zh',
  SG: 'en',
  DE: 'de',
  AT: 'de',
  FR: 'fr',
  BE: 'fr',
  JP: 'ja',
  KR: 'ko',
};
