/** ISO 3166-1 L to Z: alpha-2 | alpha-3 | names. Chinese first (CLDR), then English (CLDR, ISO), then other ways of writing it. */
export const countryNamesLToZ = `
LA | LAO | 老挝 | Laos | Lao People's Democratic Republic | 老挝人民民主共和国 | Lao PDR
LB | LBN | 黎巴嫩 | Lebanon | Lebanese Republic
LC | LCA | 圣卢西亚 | St. Lucia | Saint Lucia
LI | LIE | 列支敦士登 | Liechtenstein | Principality of Liechtenstein
LK | LKA | 斯里兰卡 | Sri Lanka | Democratic Socialist Republic of Sri Lanka | 锡兰
LR | LBR | 利比里亚 | Liberia | Republic of Liberia
LS | LSO | 莱索托 | Lesotho | Kingdom of Lesotho
LT | LTU | 立陶宛 | Lithuania | Republic of Lithuania
LU | LUX | 卢森堡 | Luxembourg | Grand Duchy of Luxembourg
LV | LVA | 拉脱维亚 | Latvia | Republic of Latvia
LY | LBY | 利比亚 | Libya
MA | MAR | 摩洛哥 | Morocco | Kingdom of Morocco
MC | MCO | 摩纳哥 | Monaco | Principality of Monaco
MD | MDA | 摩尔多瓦 | Moldova | Moldova, Republic of | Republic of Moldova
ME | MNE | 黑山 | Montenegro
MF | MAF | 法属圣马丁 | St. Martin | Saint Martin (French part)
MG | MDG | 马达加斯加 | Madagascar | Republic of Madagascar
MH | MHL | 马绍尔群岛 | Marshall Islands | Republic of the Marshall Islands
MK | MKD | 北马其顿 | North Macedonia | Republic of North Macedonia | 马其顿 | Macedonia
ML | MLI | 马里 | Mali | Republic of Mali
MM | MMR | 缅甸 | Myanmar (Burma) | Myanmar | Republic of Myanmar | Burma
MN | MNG | 蒙古 | Mongolia | 蒙古国 | 外蒙古
MO | MAC | 中国澳门特别行政区 | Macao SAR China | Macao | Macao Special Administrative Region of China | 澳门 | 中国澳门 | Macau
MP | MNP | 北马里亚纳群岛 | Northern Mariana Islands | Commonwealth of the Northern Mariana Islands
MQ | MTQ | 马提尼克 | Martinique
MR | MRT | 毛里塔尼亚 | Mauritania | Islamic Republic of Mauritania
MS | MSR | 蒙特塞拉特 | Montserrat
MT | MLT | 马耳他 | Malta | Republic of Malta
MU | MUS | 毛里求斯 | Mauritius | Republic of Mauritius
MV | MDV | 马尔代夫 | Maldives | Republic of Maldives
MW | MWI | 马拉维 | Malawi | Republic of Malawi
MX | MEX | 墨西哥 | Mexico | United Mexican States
MY | MYS | 马来西亚 | Malaysia
MZ | MOZ | 莫桑比克 | Mozambique | Republic of Mozambique
NA | NAM | 纳米比亚 | Namibia | Republic of Namibia
NC | NCL | 新喀里多尼亚 | New Caledonia
NE | NER | 尼日尔 | Niger | Republic of the Niger
NF | NFK | 诺福克岛 | Norfolk Island
NG | NGA | 尼日利亚 | Nigeria | Federal Republic of Nigeria
NI | NIC | 尼加拉瓜 | Nicaragua | Republic of Nicaragua
NL | NLD | 荷兰 | Netherlands | Kingdom of the Netherlands | Holland
NO | NOR | 挪威 | Norway | Kingdom of Norway
NP | NPL | 尼泊尔 | Nepal | Federal Democratic Republic of Nepal
NR | NRU | 瑙鲁 | Nauru | Republic of Nauru
NU | NIU | 纽埃 | Niue
NZ | NZL | 新西兰 | New Zealand
OM | OMN | 阿曼 | Oman | Sultanate of Oman
PA | PAN | 巴拿马 | Panama | Republic of Panama
PE | PER | 秘鲁 | Peru | Republic of Peru
PF | PYF | 法属波利尼西亚 | French Polynesia
PG | PNG | 巴布亚新几内亚 | Papua New Guinea | Independent State of Papua New Guinea
PH | PHL | 菲律宾 | Philippines | Republic of the Philippines
PK | PAK | 巴基斯坦 | Pakistan | Islamic Republic of Pakistan | 巴基斯坦伊斯兰共和国
PL | POL | 波兰 | Poland | Republic of Poland
PM | SPM | 圣皮埃尔和密克隆群岛 | St. Pierre & Miquelon | Saint Pierre and Miquelon
PN | PCN | 皮特凯恩群岛 | Pitcairn Islands | Pitcairn
PR | PRI | 波多黎各 | Puerto Rico
PS | PSE | 巴勒斯坦领土 | Palestinian Territories | Palestine, State of | the State of Palestine | 巴勒斯坦 | 巴勒斯坦国 | Palestine
PT | PRT | 葡萄牙 | Portugal | Portuguese Republic
PW | PLW | 帕劳 | Palau | Republic of Palau
PY | PRY | 巴拉圭 | Paraguay | Republic of Paraguay
QA | QAT | 卡塔尔 | Qatar | State of Qatar
RE | REU | 留尼汪 | Réunion
RO | ROU | 罗马尼亚 | Romania
RS | SRB | 塞尔维亚 | Serbia | Republic of Serbia
RU | RUS | 俄罗斯 | Russia | Russian Federation | 俄罗斯联邦 | 俄国
RW | RWA | 卢旺达 | Rwanda | Rwandese Republic
SA | SAU | 沙特阿拉伯 | Saudi Arabia | Kingdom of Saudi Arabia | 沙特 | 沙特阿拉伯王国
SB | SLB | 所罗门群岛 | Solomon Islands
SC | SYC | 塞舌尔 | Seychelles | Republic of Seychelles
SD | SDN | 苏丹 | Sudan | Republic of the Sudan
SE | SWE | 瑞典 | Sweden | Kingdom of Sweden
SG | SGP | 新加坡 | Singapore | Republic of Singapore | 新加坡共和国
SH | SHN | 圣赫勒拿 | St. Helena | Saint Helena, Ascension and Tristan da Cunha
SI | SVN | 斯洛文尼亚 | Slovenia | Republic of Slovenia
SJ | SJM | 斯瓦尔巴和扬马延 | Svalbard & Jan Mayen | Svalbard and Jan Mayen
SK | SVK | 斯洛伐克 | Slovakia | Slovak Republic
SL | SLE | 塞拉利昂 | Sierra Leone | Republic of Sierra Leone
SM | SMR | 圣马力诺 | San Marino | Republic of San Marino
SN | SEN | 塞内加尔 | Senegal | Republic of Senegal
SO | SOM | 索马里 | Somalia | Federal Republic of Somalia
SR | SUR | 苏里南 | Suriname | Republic of Suriname
SS | SSD | 南苏丹 | South Sudan | Republic of South Sudan
ST | STP | 圣多美和普林西比 | São Tomé & Príncipe | Sao Tome and Principe | Democratic Republic of Sao Tome and Principe | Sao Tome
SV | SLV | 萨尔瓦多 | El Salvador | Republic of El Salvador
SX | SXM | 荷属圣马丁 | Sint Maarten | Sint Maarten (Dutch part)
SY | SYR | 叙利亚 | Syria | Syrian Arab Republic | 阿拉伯叙利亚共和国
SZ | SWZ | 斯威士兰 | Eswatini | Kingdom of Eswatini | 埃斯瓦蒂尼 | Swaziland
TC | TCA | 特克斯和凯科斯群岛 | Turks & Caicos Islands | Turks and Caicos Islands
TD | TCD | 乍得 | Chad | Republic of Chad
TF | ATF | 法属南部领地 | French Southern Territories
TG | TGO | 多哥 | Togo | Togolese Republic
TH | THA | 泰国 | Thailand | Kingdom of Thailand
TJ | TJK | 塔吉克斯坦 | Tajikistan | Republic of Tajikistan | 塔吉克
TK | TKL | 托克劳 | Tokelau
TL | TLS | 东帝汶 | Timor-Leste | Democratic Republic of Timor-Leste | East Timor
TM | TKM | 土库曼斯坦 | Turkmenistan | 土库曼
TN | TUN | 突尼斯 | Tunisia | Republic of Tunisia
TO | TON | 汤加 | Tonga | Kingdom of Tonga
TR | TUR | 土耳其 | Türkiye | Republic of Türkiye | Turkey
TT | TTO | 特立尼达和多巴哥 | Trinidad & Tobago | Trinidad and Tobago | Republic of Trinidad and Tobago | Trinidad
TV | TUV | 图瓦卢 | Tuvalu
TW | TWN | 台湾 | Taiwan | Taiwan, Province of China | 中国台湾 | 台湾省 | Taiwan, China
TZ | TZA | 坦桑尼亚 | Tanzania | Tanzania, United Republic of | United Republic of Tanzania | 坦桑尼亚联合共和国
UA | UKR | 乌克兰 | Ukraine
UG | UGA | 乌干达 | Uganda | Republic of Uganda
UM | UMI | 美国本土外小岛屿 | U.S. Outlying Islands | United States Minor Outlying Islands
US | USA | 美国 | United States | United States of America | 美利坚合众国 | America
UY | URY | 乌拉圭 | Uruguay | Eastern Republic of Uruguay
UZ | UZB | 乌兹别克斯坦 | Uzbekistan | Republic of Uzbekistan | 乌兹别克
VA | VAT | 梵蒂冈 | Vatican City | Holy See (Vatican City State) | 教廷 | Vatican | Holy See
VC | VCT | 圣文森特和格林纳丁斯 | St. Vincent & Grenadines | Saint Vincent and the Grenadines | 圣文森特
VE | VEN | 委内瑞拉 | Venezuela | Venezuela, Bolivarian Republic of | Bolivarian Republic of Venezuela
VG | VGB | 英属维尔京群岛 | British Virgin Islands | Virgin Islands, British
VI | VIR | 美属维尔京群岛 | U.S. Virgin Islands | Virgin Islands, U.S. | Virgin Islands of the United States
VN | VNM | 越南 | Vietnam | Socialist Republic of Viet Nam
VU | VUT | 瓦努阿图 | Vanuatu | Republic of Vanuatu
WF | WLF | 瓦利斯和富图纳 | Wallis & Futuna | Wallis and Futuna
WS | WSM | 萨摩亚 | Samoa | Independent State of Samoa
YE | YEM | 也门 | Yemen | Republic of Yemen
YT | MYT | 马约特 | Mayotte
ZA | ZAF | 南非 | South Africa | Republic of South Africa
ZM | ZMB | 赞比亚 | Zambia | Republic of Zambia
ZW | ZWE | 津巴布韦 | Zimbabwe | Republic of Zimbabwe
`;
