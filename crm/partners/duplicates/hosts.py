"""Hosts where many organisations have a page, so that the host tells nobody apart."""

LISTED = """
github.com gitlab.com gitee.com bitbucket.org sourceforge.net codeberg.org gitcode.com huggingface.co
modelscope.cn kaggle.com pypi.org npmjs.com readthedocs.io readthedocs.org github.io gitlab.io gitee.io
gitbook.io pages.dev netlify.app vercel.app herokuapp.com web.app firebaseapp.com notion.site notion.so
wordpress.com wordpress.org wixsite.com weebly.com squarespace.com blogspot.com medium.com substack.com
tumblr.com linkedin.com twitter.com x.com facebook.com instagram.com youtube.com youtu.be weibo.com
zhihu.com bilibili.com douyin.com xiaohongshu.com mp.weixin.qq.com weixin.qq.com work.weixin.qq.com
docs.qq.com feishu.cn larksuite.com yuque.com csdn.net juejin.cn sites.google.com docs.google.com
drive.google.com google.com goo.gl bit.ly t.co linktr.ee meetup.com discord.gg discord.com slack.com t.me
crunchbase.com wikipedia.org baike.baidu.com tianyancha.com qcc.com aiqicha.baidu.com taobao.com tmall.com
1688.com jd.com alibaba.com en.alibaba.com amazon.com arxiv.org archive.org
"""
SHARED_HOSTS = frozenset(LISTED.split())
"""Hosts below them (`somebody.github.io`) count as shared too: a project page is no address of an organisation."""

OWN_SHOP = frozenset(("alibaba.com", "amazon.com", "jd.com", "google.com", "facebook.com", "linkedin.com", "x.com"))
"""Hosts that are also a company's own website: their bare address is that company."""

MAIL = """
gmail.com googlemail.com outlook.com hotmail.com live.com live.cn msn.com yahoo.com yahoo.co.jp yahoo.de ymail.com
icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.de gmx.net gmx.com web.de t-online.de freenet.de
mail.com mail.ru yandex.ru zoho.com fastmail.com posteo.de orange.fr free.fr wanadoo.fr laposte.net libero.it
qq.com vip.qq.com foxmail.com 163.com 126.com yeah.net vip.163.com sina.com sina.cn sohu.com 139.com 189.cn wo.cn
aliyun.com 21cn.com tom.com 263.net naver.com daum.net hanmail.net docomo.ne.jp ezweb.ne.jp softbank.ne.jp
"""
MAIL_HOSTS = frozenset(MAIL.split())
"""Who gives addresses to anybody."""
