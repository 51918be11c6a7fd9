"""Places in names of organisations, each under one key in several languages. Pure."""

COUNTRIES = """
china 中国 中华 china chinese zhongguo | japan 日本 japan japanese nippon nihon
germany 德国 germany german deutschland deutsche | usa 美国 usa america american us | uk 英国 uk britain british
france 法国 france french francaise francais | korea 韩国 korea korean | singapore 新加坡 singapore
india 印度 india indian | taiwan 台湾 taiwan | hongkong 香港 hongkong hong-kong | macau 澳门 macau macao
europe 欧洲 europe european europa | asia 亚洲 亚太 asia apac asia-pacific
switzerland 瑞士 switzerland swiss schweiz suisse | austria 奥地利 austria osterreich
canada 加拿大 canada canadian | australia 澳大利亚 australia australian | italy 意大利 italy italia
spain 西班牙 spain espana | netherlands 荷兰 netherlands holland nederland | sweden 瑞典 sweden
russia 俄罗斯 russia | brazil 巴西 brazil brasil | vietnam 越南 vietnam | thailand 泰国 thailand
malaysia 马来西亚 malaysia | indonesia 印尼 indonesia | israel 以色列 israel
"""
CITIES = """
beijing 北京 peking | shanghai 上海 | shenzhen <guangdong 深圳 | guangzhou <guangdong 广州 canton
guangdong 广东 | dongguan <guangdong 东莞 | foshan <guangdong 佛山 | zhuhai <guangdong 珠海
hangzhou <zhejiang 杭州 | zhejiang 浙江 | ningbo <zhejiang 宁波 | wenzhou <zhejiang 温州
nanjing <jiangsu 南京 nanking | suzhou <jiangsu 苏州 | wuxi <jiangsu 无锡 | jiangsu 江苏
changzhou <jiangsu 常州 | tianjin 天津 | chongqing 重庆 | chengdu <sichuan 成都 | sichuan 四川
wuhan <hubei 武汉 | hubei 湖北 | changsha <hunan 长沙 | hunan 湖南 | xian <shaanxi 西安 xi'an | shaanxi 陕西
hefei <anhui 合肥 | anhui 安徽 | jinan <shandong 济南 | qingdao <shandong 青岛 tsingtao | shandong 山东
yantai <shandong 烟台 | zhengzhou <henan 郑州 | henan 河南 | shenyang <liaoning 沈阳 | dalian <liaoning 大连
liaoning 辽宁 | harbin <heilongjiang 哈尔滨 | heilongjiang 黑龙江 | changchun <jilin 长春 | jilin 吉林
shijiazhuang <hebei 石家庄 | hebei 河北 | taiyuan <shanxi 太原 | shanxi 山西 | fuzhou <fujian 福州
xiamen <fujian 厦门 amoy | fujian 福建 | nanchang <jiangxi 南昌 | jiangxi 江西 | kunming <yunnan 昆明
yunnan 云南 | guiyang <guizhou 贵阳 | guizhou 贵州 | nanning <guangxi 南宁 | guangxi 广西 | haikou <hainan 海口
hainan 海南 | lanzhou <gansu 兰州 | gansu 甘肃 | xining <qinghai 西宁 | yinchuan <ningxia 银川 | ningxia 宁夏
urumqi <xinjiang 乌鲁木齐 | xinjiang 新疆 | neimenggu 内蒙古 | lhasa 拉萨 | taipei 台北 | tokyo 东京 tokio
osaka 大阪 | kyoto 京都 | nagoya 名古屋 | yokohama 横滨 | fukuoka 福冈 | berlin 柏林
munich 慕尼黑 munchen muenchen | hamburg 汉堡 | frankfurt 法兰克福 | cologne 科隆 koln koeln
stuttgart 斯图加特 | dusseldorf 杜塞尔多夫 duesseldorf | zurich 苏黎世 zuerich | vienna 维也纳 wien | paris 巴黎
london 伦敦 | newyork 纽约 | boston 波士顿 | seattle 西雅图 | dublin 都柏林 | amsterdam 阿姆斯特丹 | seoul 首尔
bangalore 班加罗尔 bengaluru | sydney 悉尼 | toronto 多伦多 | leipzig 莱比锡 | dresden 德累斯顿 | bremen 不来梅
hannover 汉诺威 | oxford 牛津 | cambridge 剑桥
"""
"""Key, `<` the province in which it lies, other words for it."""


def entries(listed: str) -> list[list[str]]:
    return [entry.split() for entry in listed.replace("\n", "|").split("|") if entry.strip()]


COUNTRY_OF = {word: words[0] for words in entries(COUNTRIES) for word in words}
CITY_OF = {word: words[0] for words in entries(CITIES) for word in words if not word.startswith("<")}
PROVINCE_OF = {words[0]: word[1:] for words in entries(CITIES) for word in words if word.startswith("<")}
PLACES = {**CITY_OF, **COUNTRY_OF}
COUNTRY_KEYS = frozenset(COUNTRY_OF.values())


def is_country(place: str) -> bool:
    return place in COUNTRY_KEYS


def near(one: str, other: str) -> bool:
    """Shenzhen lies in Guangdong."""
    return one == other or PROVINCE_OF.get(one) == other or PROVINCE_OF.get(other) == one


def apart(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two names stand in two places: Beijing and Shanghai. Where one names none, nobody knows."""
    one, other = first - COUNTRY_KEYS or first, second - COUNTRY_KEYS or second
    if bool(one & COUNTRY_KEYS) != bool(other & COUNTRY_KEYS):
        return False
    return bool(one and other) and not any(near(a, b) for a in one for b in other)
