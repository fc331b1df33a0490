/** ISO 3166-1 A to K: alpha-2 | alpha-3 | names. Chinese first (CLDR), then English (CLDR, ISO), then other ways of writing it. */
export const countryNamesAToK = `
AD | AND | 安道尔 | Andorra | Principality of Andorra
AE | ARE | 阿拉伯联合酋长国 | United Arab Emirates | 阿联酋 | UAE
AF | AFG | 阿富汗 | Afghanistan | Islamic Republic of Afghanistan
AG | ATG | 安提瓜和巴布达 | Antigua & Barbuda | Antigua and Barbuda
AI | AIA | 安圭拉 | Anguilla
AL | ALB | 阿尔巴尼亚 | Albania | Republic of Albania
AM | ARM | 亚美尼亚 | Armenia | Republic of Armenia
AO | AGO | 安哥拉 | Angola | Republic of Angola
AQ | ATA | 南极洲 | Antarctica
AR | ARG | 阿根廷 | Argentina | Argentine Republic
AS | ASM | 美属萨摩亚 | American Samoa
AT | AUT | 奥地利 | Austria | Republic of Austria
AU | AUS | 澳大利亚 | Australia
AW | ABW | 阿鲁巴 | Aruba
AX | ALA | 奥兰群岛 | Åland Islands
AZ | AZE | 阿塞拜疆 | Azerbaijan | Republic of Azerbaijan
BA | BIH | 波斯尼亚和黑塞哥维那 | Bosnia & Herzegovina | Bosnia and Herzegovina | Republic of Bosnia and Herzegovina | 波黑 | Bosnia
BB | BRB | 巴巴多斯 | Barbados
BD | BGD | 孟加拉国 | Bangladesh | People's Republic of Bangladesh | 孟加拉
BE | BEL | 比利时 | Belgium | Kingdom of Belgium
BF | BFA | 布基纳法索 | Burkina Faso
BG | BGR | 保加利亚 | Bulgaria | Republic of Bulgaria
BH | BHR | 巴林 | Bahrain | Kingdom of Bahrain
BI | BDI | 布隆迪 | Burundi | Republic of Burundi
BJ | BEN | 贝宁 | Benin | Republic of Benin
BL | BLM | 圣巴泰勒米 | St. Barthélemy | Saint Barthélemy
BM | BMU | 百慕大 | Bermuda
BN | BRN | 文莱 | Brunei | Brunei Darussalam
BO | BOL | 玻利维亚 | Bolivia | Bolivia, Plurinational State of | Plurinational State of Bolivia
BQ | BES | 荷属加勒比区 | Caribbean Netherlands | Bonaire, Sint Eustatius and Saba
BR | BRA | 巴西 | Brazil | Federative Republic of Brazil
BS | BHS | 巴哈马 | Bahamas | Commonwealth of the Bahamas
BT | BTN | 不丹 | Bhutan | Kingdom of Bhutan
BV | BVT | 布韦岛 | Bouvet Island
BW | BWA | 博茨瓦纳 | Botswana | Republic of Botswana
BY | BLR | 白俄罗斯 | Belarus | Republic of Belarus | Byelorussia
BZ | BLZ | 伯利兹 | Belize
CA | CAN | 加拿大 | Canada
CC | CCK | 科科斯（基林）群岛 | Cocos (Keeling) Islands
CD | COD | 刚果（金） | Congo - Kinshasa | Congo, The Democratic Republic of the | 刚果民主共和国 | 民主刚果 | DR Congo | DRC | Congo DR | Democratic Republic of Congo | Democratic Republic of the Congo
CF | CAF | 中非共和国 | Central African Republic | 中非 | CAR
CG | COG | 刚果（布） | Congo - Brazzaville | Republic of the Congo | 刚果共和国 | Republic of Congo | Congo, Republic of the
CH | CHE | 瑞士 | Switzerland | Swiss Confederation
CI | CIV | 科特迪瓦 | Côte d'Ivoire | Republic of Côte d'Ivoire | 象牙海岸 | Ivory Coast
CK | COK | 库克群岛 | Cook Islands
CL | CHL | 智利 | Chile | Republic of Chile
CM | CMR | 喀麦隆 | Cameroon | Republic of Cameroon
CN | CHN | 中国 | China | People's Republic of China | 中华人民共和国 | PRC
CO | COL | 哥伦比亚 | Colombia | Republic of Colombia
CR | CRI | 哥斯达黎加 | Costa Rica | Republic of Costa Rica
CU | CUB | 古巴 | Cuba | Republic of Cuba
CV | CPV | 佛得角 | Cape Verde | Cabo Verde | Republic of Cabo Verde
CW | CUW | 库拉索 | Curaçao
CX | CXR | 圣诞岛 | Christmas Island
CY | CYP | 塞浦路斯 | Cyprus | Republic of Cyprus
CZ | CZE | 捷克 | Czechia | Czech Republic | 捷克共和国
DE | DEU | 德国 | Germany | Federal Republic of Germany | 德意志
DJ | DJI | 吉布提 | Djibouti | Republic of Djibouti
DK | DNK | 丹麦 | Denmark | Kingdom of Denmark
DM | DMA | 多米尼克 | Dominica | Commonwealth of Dominica
DO | DOM | 多米尼加共和国 | Dominican Republic | 多米尼加
DZ | DZA | 阿尔及利亚 | Algeria | People's Democratic Republic of Algeria
EC | ECU | 厄瓜多尔 | Ecuador | Republic of Ecuador
EE | EST | 爱沙尼亚 | Estonia | Republic of Estonia
EG | EGY | 埃及 | Egypt | Arab Republic of Egypt
EH | ESH | 西撒哈拉 | Western Sahara
ER | ERI | 厄立特里亚 | Eritrea | the State of Eritrea
ES | ESP | 西班牙 | Spain | Kingdom of Spain
ET | ETH | 埃塞俄比亚 | Ethiopia | Federal Democratic Republic of Ethiopia
FI | FIN | 芬兰 | Finland | Republic of Finland
FJ | FJI | 斐济 | Fiji | Republic of Fiji | 斐济共和国
FK | FLK | 福克兰群岛 | Falkland Islands | Falkland Islands (Malvinas)
FM | FSM | 密克罗尼西亚 | Micronesia | Micronesia, Federated States of | Federated States of Micronesia | 密克罗尼西亚联邦
FO | FRO | 法罗群岛 | Faroe Islands
FR | FRA | 法国 | France | French Republic
GA | GAB | 加蓬 | Gabon | Gabonese Republic
GB | GBR | 英国 | United Kingdom | United Kingdom of Great Britain and Northern Ireland | 大不列颠 | 大不列颠及北爱尔兰联合王国 | UK | Great Britain | Britain | England
GD | GRD | 格林纳达 | Grenada
GE | GEO | 格鲁吉亚 | Georgia
GF | GUF | 法属圭亚那 | French Guiana
GG | GGY | 根西岛 | Guernsey
GH | GHA | 加纳 | Ghana | Republic of Ghana
GI | GIB | 直布罗陀 | Gibraltar
GL | GRL | 格陵兰 | Greenland
GM | GMB | 冈比亚 | Gambia | Republic of the Gambia
GN | GIN | 几内亚 | Guinea | Republic of Guinea
GP | GLP | 瓜德罗普 | Guadeloupe
GQ | GNQ | 赤道几内亚 | Equatorial Guinea | Republic of Equatorial Guinea
GR | GRC | 希腊 | Greece | Hellenic Republic
GS | SGS | 南乔治亚和南桑威奇群岛 | South Georgia & South Sandwich Islands | South Georgia and the South Sandwich Islands
GT | GTM | 危地马拉 | Guatemala | Republic of Guatemala
GU | GUM | 关岛 | Guam
GW | GNB | 几内亚比绍 | Guinea-Bissau | Republic of Guinea-Bissau
GY | GUY | 圭亚那 | Guyana | Republic of Guyana
HK | HKG | 中国香港特别行政区 | Hong Kong SAR China | Hong Kong | Hong Kong Special Administrative Region of China | 香港 | 中国香港
HM | HMD | 赫德岛和麦克唐纳群岛 | Heard & McDonald Islands | Heard Island and McDonald Islands
HN | HND | 洪都拉斯 | Honduras | Republic of Honduras
HR | HRV | 克罗地亚 | Croatia | Republic of Croatia
HT | HTI | 海地 | Haiti | Republic of Haiti
HU | HUN | 匈牙利 | Hungary
ID | IDN | 印度尼西亚 | Indonesia | Republic of Indonesia
IE | IRL | 爱尔兰 | Ireland
IL | ISR | 以色列 | Israel | State of Israel
IM | IMN | 马恩岛 | Isle of Man
IN | IND | 印度 | India | Republic of India
IO | IOT | 英属印度洋领地 | British Indian Ocean Territory
IQ | IRQ | 伊拉克 | Iraq | Republic of Iraq
IR | IRN | 伊朗 | Iran | Iran, Islamic Republic of | Islamic Republic of Iran | 伊朗伊斯兰共和国
IS | ISL | 冰岛 | Iceland | Republic of Iceland
IT | ITA | 意大利 | Italy | Italian Republic
JE | JEY | 泽西岛 | Jersey
JM | JAM | 牙买加 | Jamaica
JO | JOR | 约旦 | Jordan | Hashemite Kingdom of Jordan
JP | JPN | 日本 | Japan | 日本国
KE | KEN | 肯尼亚 | Kenya | Republic of Kenya
KG | KGZ | 吉尔吉斯斯坦 | Kyrgyzstan | Kyrgyz Republic | 吉尔吉斯 | 吉尔吉斯坦 | 吉尔吉斯共和国
KH | KHM | 柬埔寨 | Cambodia | Kingdom of Cambodia
KI | KIR | 基里巴斯 | Kiribati | Republic of Kiribati
KM | COM | 科摩罗 | Comoros | Union of the Comoros
KN | KNA | 圣基茨和尼维斯 | St. Kitts & Nevis | Saint Kitts and Nevis
KP | PRK | 朝鲜 | North Korea | Korea, Democratic People's Republic of | Democratic People's Republic of Korea | 北朝鲜 | 朝鲜民主主义人民共和国 | DPRK
KR | KOR | 韩国 | South Korea | Korea, Republic of | 南朝鲜 | 大韩民国 | Republic of Korea | Korea (South) | ROK
KW | KWT | 科威特 | Kuwait | State of Kuwait
KY | CYM | 开曼群岛 | Cayman Islands
KZ | KAZ | 哈萨克斯坦 | Kazakhstan | Republic of Kazakhstan | 哈萨克 | 哈萨克斯坦共和国
`;
