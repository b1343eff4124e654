import { products, steps, words, type Product, type Step, type Word } from './words.ts';

/** A family of products that come in the same variants. Every product comes in every variant and step. */
export interface Family {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly products: readonly Product[];
  readonly variants: readonly Word[];
  readonly steps: readonly Step[];
  /** What a location must handle besides what a product asks for. */
  readonly requires: readonly string[];
  readonly backorder: 'never' | 'incoming' | 'lead_time';
  readonly leadTimeDays: number | null;
  /** How often the family is bought, compared with others. */
  readonly demandWeight: number;
  /** Months of the year (1 to 12) in which it sells best, and by how much. */
  readonly season: { readonly months: readonly number[]; readonly factor: number };
}

const COLOURS = words(`
  WHT 月白 moon white
  INK 墨黑 ink black
  CEL 青瓷绿 celadon
  IND 靛蓝 indigo
  VER 朱红 vermilion
  SND 沙褐 sand
  GRY 烟灰 smoke grey
  PNK 藕粉 lotus pink`);

/** What the sample company sells: 2,000 SKUs in eight families. */
export const FAMILIES: readonly Family[] = [
  {
    code: 'TEA',
    zh: '茶叶',
    en: 'Tea',
    products: products(`
      LJ 120 88 120 0902.10 西湖龙井 Longjing tea
      BLC 120 96 120 0902.10 碧螺春 Biluochun tea
      HSM 120 78 120 0902.10 黄山毛峰 Huangshan Maofeng tea
      LAG 120 72 120 0902.10 六安瓜片 Luan Guapian tea
      ABC 120 98 120 0902.10 安吉白茶 Anji white tea
      MLH 120 46 120 0902.10 茉莉花茶 Jasmine tea
      TGY 130 68 120 0902.20 铁观音 Tieguanyin oolong
      DHP 130 118 120 0902.40 大红袍 Da Hong Pao oolong
      FHD 130 108 120 0902.40 凤凰单丛 Phoenix Dancong oolong
      DFM 130 86 120 0902.40 东方美人 Oriental Beauty oolong
      QMH 130 66 120 0902.30 祁门红茶 Keemun black tea
      DHH 130 58 120 0902.30 滇红 Yunnan black tea
      ZSX 130 62 120 0902.30 正山小种 Lapsang Souchong
      PES 140 74 140 0902.40 普洱生茶 raw Pu-erh
      PEC 140 69 140 0902.40 普洱熟茶 ripe Pu-erh
      BMD 120 92 130 0902.20 白牡丹 White Peony tea`),
    variants: words(`
      T 特级 special grade
      A 一级 first grade
      B 二级 second grade`),
    steps: steps(`
      050 0.6 0.6 50克 50 g
      100 1 1 100克 100 g
      250 2.3 2.3 250克 250 g
      500 4.4 4.3 500克 500 g
      GFT 5.2 3.6 礼盒 gift box`),
    requires: [],
    backorder: 'incoming',
    leadTimeDays: null,
    demandWeight: 2.2,
    season: { months: [1, 4, 9, 12], factor: 1.5 },
  },
  {
    code: 'CER',
    zh: '陶瓷',
    en: 'Ceramics',
    products: products(`
      GW 280 58 110 6911.10 盖碗 gaiwan
      TP 420 128 160 6911.10 茶壶 teapot
      CP 110 22 80 6911.10 茶杯 tea cup
      MG 340 36 120 6911.10 马克杯 mug
      BW 360 34 150 6911.10 饭碗 rice bowl
      PL 520 42 240 6911.10 餐盘 dinner plate
      VS 980 158 260 6913.10 花瓶 vase
      ST 1650 268 320 6911.10 茶具套装 tea set
      CD 310 66 120 6911.90 茶叶罐 tea caddy
      IB 460 98 130 6913.10 香炉 incense burner
      FP 240 46 120 6911.10 公道杯 fairness pitcher
      SC 160 18 140 6911.10 杯托 saucer`),
    variants: words(`
      CEL 青瓷 celadon
      BNW 青花 blue-and-white
      WHT 白瓷 white porcelain
      TMK 天目 tenmoku
      CRK 冰裂 crackle glaze
      RED 釉里红 copper red
      SKY 天青 sky blue
      BLK 哑光黑 matt black`),
    steps: steps(`
      S 0.7 0.8 小号 small
      M 1 1 中号 medium
      L 1.5 1.4 大号 large
      XL 2.1 1.9 特大号 extra large`),
    requires: [],
    backorder: 'lead_time',
    leadTimeDays: 12,
    demandWeight: 1.2,
    season: { months: [11, 12], factor: 1.4 },
  },
  {
    code: 'TEX',
    zh: '家纺',
    en: 'Home textiles',
    products: products(`
      DC 1300 239 320 6302.31 被套 duvet cover
      SH 900 149 300 6302.31 床单 bed sheet
      PC 240 45 260 6302.31 枕套 pillowcase
      TW 180 26 240 6302.60 毛巾 towel
      BT 520 69 280 6302.60 浴巾 bath towel
      BL 1100 189 340 6301.40 毛毯 blanket
      CC 210 39 260 6304.92 靠垫套 cushion cover
      CU 1500 219 360 6303.92 窗帘 curtain
      TC 460 79 280 6302.51 桌布 tablecloth
      SQ 1600 699 420 9404.40 蚕丝被 silk quilt`),
    variants: COLOURS,
    steps: steps(`
      0 0.6 0.7 婴儿款 baby
      1 0.8 0.85 单人 single
      2 1 1 标准 standard
      3 1.2 1.2 双人 double
      4 1.4 1.35 加大 king
      5 1.7 1.8 两件装 pack of two`),
    requires: [],
    backorder: 'incoming',
    leadTimeDays: null,
    demandWeight: 1,
    season: { months: [3, 9, 10, 11], factor: 1.4 },
  },
  {
    code: 'APP',
    zh: '小家电',
    en: 'Small appliances',
    products: products(`
      KT 1200 199 240 8516.71 电热水壶 electric kettle
      TM 1900 459 300 8516.71 煮茶器 tea maker
      HM 1400 229 280 8509.80 加湿器 humidifier
      RC 3200 399 340 8516.60 电饭煲 rice cooker
      +DL 800 169 300 9405.21 充电台灯 rechargeable desk lamp
      FN 2100 189 380 8414.51 风扇 fan
      +HV 1500 549 360 8508.11 手持吸尘器 handheld vacuum
      HD 600 259 240 8516.31 吹风机 hair dryer
      GR 1100 219 220 8509.40 磨豆机 coffee grinder
      +MF 240 59 220 8509.80 奶泡器 milk frother
      +TB 160 179 240 8509.80 电动牙刷 electric toothbrush
      +PB 350 129 150 8507.60 移动电源 power bank`),
    variants: COLOURS.slice(0, 5),
    steps: steps(`
      CN 1 1 国标插头 plug CN
      EU 1.02 1.06 欧标插头 plug EU
      US 1.02 1.05 美标插头 plug US
      JP 1.02 1.04 日标插头 plug JP`),
    requires: [],
    backorder: 'incoming',
    leadTimeDays: null,
    demandWeight: 1.3,
    season: { months: [6, 11, 12], factor: 1.7 },
  },
  {
    code: 'OUT',
    zh: '户外',
    en: 'Outdoor',
    products: products(`
      TE 3400 699 520 6306.22 帐篷 tent
      SB 1300 329 380 9404.30 睡袋 sleeping bag
      BP 1050 289 420 4202.92 背包 backpack
      SV 420 149 180 7321.11 炉具 camping stove
      +LN 380 119 200 9405.42 营地灯 camping lantern
      CH 2600 199 560 9401.71 折叠椅 folding chair
      TA 3900 299 620 9403.20 折叠桌 folding table
      BO 320 89 260 7323.93 水壶 bottle
      PO 480 159 600 6602.00 登山杖 trekking poles
      HK 620 99 260 6306.90 吊床 hammock
      JK 540 459 340 6201.40 冲锋衣 shell jacket
      TR 1200 179 360 6306.12 天幕 tarp`),
    variants: COLOURS.slice(1, 7),
    steps: steps(`
      S 0.85 0.9 S S
      M 0.95 1 M M
      L 1.05 1 L L
      XL 1.2 1.1 XL XL
      SET 1.9 1.8 两件套 set of two`),
    requires: [],
    backorder: 'incoming',
    leadTimeDays: null,
    demandWeight: 0.8,
    season: { months: [4, 5, 6, 7, 8], factor: 1.8 },
  },
  {
    code: 'FRE',
    zh: '鲜食',
    en: 'Fresh food',
    products: products(`
      MC 480 68 200 1905.90 月饼 mooncakes
      GT 320 48 180 1905.90 青团 qingtuan
      SU 300 42 180 1905.90 酥饼 flaky pastry
      GE 260 56 160 1806.90 生巧 ganache
      JE 420 38 160 2106.90 果冻 jelly
      TF 380 32 160 1704.90 年糕 rice cake
      CK 520 88 220 1905.90 冷藏蛋糕 chilled cake
      YG 600 45 200 0403.20 酸奶 yogurt`),
    variants: words(`
      OSM 桂花 osmanthus
      MAT 抹茶 matcha
      RED 红豆 red bean
      SES 黑芝麻 black sesame
      LOT 莲蓉 lotus paste
      YUZ 柚子 yuzu`),
    steps: steps(`
      2 0.5 0.5 2枚装 pack of 2
      4 1 1 4枚装 pack of 4
      8 2 1.9 8枚装 pack of 8`),
    requires: ['cold'],
    backorder: 'never',
    leadTimeDays: null,
    demandWeight: 0.7,
    season: { months: [1, 2, 9], factor: 2.4 },
  },
  {
    code: 'STU',
    zh: '文房',
    en: 'Studio and scent',
    products: products(`
      BR 60 78 260 9603.30 毛笔 writing brush
      IN 140 45 120 3215.90 墨锭 ink stick
      PA 700 58 420 4802.10 宣纸 rice paper
      NB 310 36 220 4820.10 手账本 notebook
      IC 120 49 220 3307.41 线香 incense sticks
      CA 380 88 120 3406.00 香薰蜡烛 scented candle
      FA 90 66 320 6704.90 折扇 folding fan
      BM 25 18 160 8306.29 金属书签 metal bookmark`),
    variants: words(`
      PLM 梅 plum blossom
      ORC 兰 orchid
      BAM 竹 bamboo
      CHR 菊 chrysanthemum
      PIN 松 pine
      LOT 荷 lotus`),
    steps: steps(`
      1 1 1 单件 single
      3 2.8 2.6 三件装 pack of 3
      GFT 3.6 3.4 礼盒 gift box`),
    requires: [],
    backorder: 'incoming',
    leadTimeDays: null,
    demandWeight: 0.9,
    season: { months: [1, 8, 9], factor: 1.3 },
  },
  {
    code: 'SEA',
    zh: '定制印章',
    en: 'Carved name seals',
    products: products('NS 180 168 80 9611.00 姓名印章 name seal'),
    variants: words(`
      QT 青田石 Qingtian stone
      SS 寿山石 Shoushan stone
      CH 昌化石 Changhua stone
      BL 巴林石 Balin stone`),
    steps: steps(`
      S 0.7 0.8 小号 small
      L 1.4 1.5 大号 large`),
    requires: [],
    backorder: 'lead_time',
    leadTimeDays: 7,
    demandWeight: 0.4,
    season: { months: [12], factor: 1.3 },
  },
];
