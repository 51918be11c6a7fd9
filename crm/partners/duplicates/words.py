"""Words that names of organisations share, in several languages under one key, and the places in them. Pure.

A *weak* word may be left out when somebody writes a name down (Acme Technology is Acme). A *telling* one may not:
Acme Cloud, Acme Data and Acme Press are three.
"""

from enum import Enum

from crm.partners.duplicates.places import PLACES


class Weight(Enum):
    """How much a word tells one organisation from another."""

    CORE = "core"
    WEAK = "weak"
    TELLING = "telling"
    PLACE = "place"


WEAK = """
technology 科技 技术 technology technologies tech technologie technologien technologia tekunoroji tekku keji jishu
information 信息 情报 资讯 information info joho xinxi
network 网络 network networks netzwerk nettowaku wangluo
intelligence 智能 智慧 intelligent intelligence smart zhineng
ai 人工智能 ai
software 软件 software sofutowea ruanjian
system 系统 system systems systeme shisutemu sys
group 集团 group gruppe groupe grupo gruppo gurupu grp jituan
international 国际 international intl internationale internacional global worldwide guoji
development 发展 开发 development dev entwicklung fazhan
computer 计算机 电脑 computer computers computing konpyuta
service 服务 service services svcs sabisu fuwu dienstleistungen
solution 解决方案 solution solutions loesungen losungen soryushon
industry 实业 工业 产业 industry industries industrial industrie industrien shiye gongye 工业株式
electronics 电子 electronic electronics elektronik erekutoronikusu dianzi
digital 数字 数码 digital dejitaru
equipment 设备 装备 equipment
trade 贸易 商贸 商社 trading trade handel maoyi
communication 通信 通讯 communication communications telecommunication telecommunications telecom tongxin
holding 控股 holding holdings horudingusu horudingsu konggu
motor 汽车 自动车 motor motors automobile automobiles automotive auto qiche
manufacturing 制造 制作 制作所 manufacturing mfg works zhizao
engineering 工程 engineering eng gongcheng
medical 医疗 medical medizintechnik mediku yiliao
biology 生物 bio biotech biotechnology biotechnologie shengwu
pharma 药业 制药 医药 pharma pharmaceutical pharmaceuticals pharm seiyaku yaoye
innovation 创新 innovation innovations
application 应用 application applications apps
basic 基础 basic
research 研究 research forschung
product 产品 product products produkte
enterprise 企业 enterprise enterprises
business 商务 business
electric 电气 电器 electric electrical elektro denki
opto 光电 optoelectronics
culture 文化 culture wenhua
official 官方 official
platform 平台 platform platforms
partner 合伙 伙伴 partner partners und and
"""

TELLING = """
cloud 云 云计算 cloud clouds 云服务 kuraudo
data 数据 大数据 data daten deta shuju
press 出版社 出版 press verlag publishing publishers edition editions
capital 资本 capital kapital kyapitaru
investment 投资 investment investments invest touzi
venture 创投 风投 venture ventures vc
fund 基金 fund funds
foundation 基金会 foundation stiftung fondation fundacion
bank 银行 bank banque banco ginko yinhang
insurance 保险 insurance versicherung versicherungen assurance assurances baoxian
securities 证券 securities zhengquan
trust 信托 trust
university 大学 university universitat universitaet universite universidad universita uni univ daigaku daxue
college 学院 college hochschule xueyuan kolleg
school 学校 school schule 中学 小学
academy 科学院 academy akademie academie acad
hospital 医院 hospital hospitals klinikum krankenhaus hopital clinic klinik yiyuan hosp 诊所
institute 研究院 研究所 institute institut instituto inst yanjiuyuan yanjiusuo
laboratory 实验室 laboratory laboratories lab labs labor shiyanshi rabo
logistics 物流 logistics logistik wuliu
estate 地产 房地产 置业 estate immobilien realty
property 物业 property properties
health 健康 health gesundheit jiankang
robot 机器人 robot robots robotics roboter robotik robottikusu jiqiren
semiconductor 半导体 芯片 semiconductor semiconductors chip chips halbleiter handotai bandaoti
finance 金融 财务 finance financial finanz finanzen jinrong
leasing 租赁 leasing
media 传媒 媒体 media medien mediaa
education 教育 education bildung jiaoyu
game 游戏 game games gaming
entertainment 娱乐 entertainment
music 音乐 music musik
picture 影业 影视 pictures film films
law 律师事务所 律师 law legal kanzlei rechtsanwalte
airline 航空 airline airlines aviation airways
construction 建设 建筑 construction bau jianshe
agriculture 农业 agricultural agriculture
commerce 工商 商业 commerce commercial
retail 零售 retail
hotel 酒店 hotel hotels
branch 分公司 分行 支行 分院 分校 branch zweigniederlassung filiale
mobile 移动 mobile mobil yidong
power 电力 power kraftwerk
energy 能源 energy energie nengyuan
consulting 咨询 顾问 consulting consultants advisory beratung consultancy
security 安全 security sicherheit anquan
payment 支付 payment payments pay
science 科学 science sciences wissenschaft wissenschaften
normal 师范 normal
technical 理工 技术大学 technical technische technique tecnica polytechnic
medicine 医学 medicine
traffic 交通 transport transportation jiaotong
north 北方 north northern nord
northeast 东北 northeast northeastern
northwest 西北 northwest northwestern
southeast 东南 southeast southeastern
southwest 西南 southwest southwestern
south 南方 south southern sud
east east eastern ost
west 西部 west western
air 气象 air
steel 钢铁 steel stahl
chemistry 化工 化学 chemical chemicals chemie
food 食品 food foods lebensmittel
water 水务 water wasser
steelworks 钢厂
association 协会 学会 联盟 association verband verein society union alliance
center 中心 center centre zentrum
government 政府 government ministry 局 委员会
library 图书馆 library bibliothek
museum 博物馆 museum
student students 学生
alumni alumni 校友
asset 资产 asset assets
advertising 广告 advertising werbung
studio 工作室 studio studios
vision 视觉 vision
store 商店 store shop stores
supply 供应链 supply
analytics analytics
marketing 营销 marketing
"""

KEYS: dict[str, tuple[str, Weight]] = {
    word: (line.split()[0], weight)
    for listed, weight in ((WEAK, Weight.WEAK), (TELLING, Weight.TELLING))
    for line in listed.strip().splitlines()
    for word in line.split()
}
"""Word to its key and weight; the key itself is a word too."""

LEFT_OUT = "of and the for in at on de la le les du des et der die das und von zu fur fuer y e del di da van het"
SMALL = frozenset(LEFT_OUT.split())
"""Words that are left out of initials and of comparisons."""

TWO_WORDS = {
    ("hong", "kong"): "hongkong",
    ("new", "york"): "newyork",
    ("united", "states"): "usa",
    ("united", "kingdom"): "uk",
    ("real", "estate"): "estate",
    ("artificial", "intelligence"): "ai",
    ("bio", "tech"): "biotech",
    ("jiao", "tong"): "jiaotong",
    ("sun", "yatsen"): "zhongshan",
}

LONGEST_HAN = max(len(word) for word in (*KEYS, *PLACES) if not word.isascii())

ROMANISED = {"tsinghua": "qinghua", "tsingtao": "qingdao", "peking": "beijing", "soochow": "suzhou", "chiao": "jiao"}
"""Spellings older than pinyin that names keep."""
