// About the middle of where a country's people live, in degrees: longitude, latitude.
const PLACES = `AD 1.5 42.5|AE 54.5 24.4|AF 69 34.5|AG -61.8 17.1|AL 20 41|AM 44.5 40.2|AO 14.5 -9.5|AR -60.5 -34
AT 15 47.8|AU 148 -33|AW -70 12.5|AZ 49 40.4|BA 18 44|BB -59.5 13.2|BD 90.4 23.8|BE 4.5 50.7|BF -1.5 12.3|BG 25 42.6
BH 50.5 26.1|BI 29.8 -3.4|BJ 2.3 7|BN 114.8 4.8|BO -67 -17|BR -46.5 -21.5|BS -77.4 25|BT 90.3 27.4|BW 25.9 -23.5
BY 27.8 53.8|BZ -88.5 17.3|CA -78.5 44.7|CD 18 -4.5|CF 18.6 5|CG 15 -4|CH 8.2 46.9|CI -5.2 6.5|CL -71 -34
CM 11 4.5|CN 114 32|CO -74.5 5|CR -84.1 9.9|CU -80 22.3|CV -23.5 15|CY 33.2 35|CZ 15 49.9|DE 9.9 51|DJ 43 11.6
DK 10.5 55.8|DM -61.4 15.4|DO -70.2 18.8|DZ 3.5 36|EC -79 -1.3|EE 25.5 58.9|EG 31 29.5|ER 38.9 15.3|ES -3.5 40.2
ET 39 9|FI 25 61.5|FJ 178 -17.8|FM 158.2 6.9|FR 2.6 47.5|GA 10 0|GB -1.5 52.8|GD -61.7 12.1|GE 44 41.9|GF -52.5 5
GH -1 6.5|GM -16 13.4|GN -12 10|GP -61.5 16.2|GQ 10 1.7|GR 22.8 38.9|GT -90.6 14.8|GU 144.8 13.5|GW -15.2 12
GY -58.2 6.6|HK 114.2 22.3|HN -87 14.6|HR 16 45.5|HT -72.5 18.8|HU 19.3 47.2|ID 109 -6.9|IE -7 53.2|IL 34.9 32
IN 78.5 22|IQ 44.2 33.2|IR 52 34.5|IS -21 64.2|IT 11.5 43.8|JM -77.3 18.1|JO 36 31.8|JP 137.5 35.6|KE 37 -0.8
KG 74.3 42.3|KH 105 12|KM 43.3 -11.7|KR 127.5 36.8|KW 47.9 29.3|KZ 73 47|LA 102.6 18.5|LB 35.8 33.9|LC -61 13.9
LI 9.5 47.2|LK 80.4 7.2|LR -10.3 6.4|LS 28.2 -29.5|LT 24 55.2|LU 6.1 49.7|LV 24.5 56.9|LY 14.5 32|MA -6.8 33.2
MC 7.4 43.7|MD 28.7 47.1|ME 19.2 42.7|MG 47.2 -19.2|MK 21.5 41.7|ML -7.5 13|MM 96 19|MN 106 47.7|MO 113.5 22.2
MQ -61 14.6|MR -15 18|MT 14.4 35.9|MU 57.6 -20.2|MV 73.5 4.2|MW 34.5 -14.5|MX -99.5 20.3|MY 102.2 3.5|MZ 36 -18
NA 17 -22|NC 166 -21.8|NE 5 13.8|NG 6.5 8.5|NI -86 12.3|NL 5.2 52.2|NO 9.8 60.6|NP 84.5 28|NZ 174.5 -38.5
OM 57.5 23|PA -80 8.8|PE -76 -11|PF -149.5 -17.6|PG 145 -6.5|PH 121.5 14|PK 71.5 31|PL 19.3 52|PR -66.4 18.2
PS 35.2 31.9|PT -8.4 39.8|PY -57 -25.3|QA 51.4 25.3|RE 55.5 -21.1|RO 25.3 45.6|RS 20.8 44.2|RU 42 55.5|RW 30 -2
SA 44 24.2|SC 55.5 -4.6|SD 32.5 15|SE 16 59.2|SG 103.8 1.35|SI 14.8 46.1|SK 19 48.7|SL -12 8.5|SM 12.5 43.9
SN -16 14.5|SO 45.3 2.5|SR -55.2 5.7|SS 31.5 4.9|ST 6.7 0.3|SV -89 13.7|SY 37 35|SZ 31.4 -26.4|TD 15.5 12
TG 1.1 7|TH 100.8 14.5|TJ 69 38.5|TL 125.9 -8.7|TM 58.4 38|TN 10 35.8|TO -175.2 -21.2|TR 32 39.5|TT -61.3 10.5
TW 121 24.2|TZ 36.5 -5|UA 31.5 49.2|UG 32.5 1|US -90 38.7|UY -56 -34.3|UZ 66.5 40|VC -61.2 13.2|VE -67 10
VN 106.2 16.5|VU 167.5 -16|WS -172 -13.7|XK 20.9 42.6|YE 45 14.5|ZA 27 -28|ZM 28.3 -14|ZW 30.5 -18.6`;

const byCode = new Map(
  PLACES.split(/[|\n]/).map((entry) => {
    const [code = '', longitude, latitude] = entry.split(' ');
    return [code, [Number(longitude), Number(latitude)] as const];
  }),
);

/** Where to draw a country: longitude and latitude; null: we do not know it. */
export function placeOfCountry(code: string): readonly [number, number] | null {
  return byCode.get(code) ?? null;
}
