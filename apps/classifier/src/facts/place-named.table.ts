/** Endings of names beside those of `placeWords` that make one by themselves. */
export const openEnds = '天地 壹号 半岛 名门 名邸 水岸 雅筑 小筑 坊 别院 疗养院 停车楼'.split(' ');

/** Endings that are everyday words too: a name only where the words around say so. */
export const nameEndsInContext = '里 台 筑 园 洲 谷 轩 居 渚 一号 城 湖岸'.split(' ');

/** Parts of an estate by which a place is named without its name. */
export const gates =
  '北门 南门 东门 西门 东出口 西出口 北区 南区 东区 西区 地库 地下车库 地下车位 会所 大堂 垃圾房 沿街商铺 底商 中央草坪 充电棚 售楼部 售楼处 消防车道 交付中心 非机动车库 健身区 主入口 东坡道 西坡道'.split(
    ' ',
  );

/** Words that end like a place and name none in particular. */
export const everydayPlaces = new Set(
  '信息中心 会员中心 营销中心 处理中心 投诉处理中心 客服服务中心 仲裁中心 国际仲裁中心 健身中心 健检中心 购物中心 公共图书馆 进店 来店 到店 离店 回店 开店 贵店 本店 该店 小店 探店 开庭 出庭 家庭 闭馆 开馆 场馆 面馆 餐馆 宾馆 贵屋苑 本屋苑 同一屋苑 住酒店 早教中心 疾控中心 展示中心 咨询中心 管理中心 核验中心 中心花园 下沉花园 街心公园 长租公寓 游泳馆 培训中心 服务中心 街坊 磨坊 作坊 牌坊 工坊 茶坊 油坊 电视台 平台 柜台 后台 前台 阳台 露台 天台 舞台 讲台 灶台 窗台 吧台 收银台 服务台 操作台 省台 市台 装修平台 湿地公园 贵小区 我们小区 们小区 本小区 市民广场 员工食堂 社区食堂 老年食堂 公司食堂 学校食堂 全小区 同一家店 合作酒店 合作影楼 信访中心 指挥中心 网上营业厅 场馆 商业城 维权中心 调解中心'.split(
    ' ',
  ),
);

/** What a shop deals in: 便利店 is no shop in particular. */
export const shopKinds = new Set(
  '便利 洗车 蛋糕 玉器 影音 花 开花 理发 美容 按摩 足浴 奶茶 火锅 水果 文具 服装 眼镜 家具 家电 宠物 洗衣 咖啡 面包 烧烤 小吃 餐饮 手机 电器 药 书 饭 网 中介 装修 建材 五金 茶叶 珠宝 首饰 鞋 母婴 玩具 干洗 打印 图文 复印 修车 汽修 合作 正规 线上 线下 实体 加盟 直营 小 连锁 合作门 网红 快餐 早餐 烟酒 古董 二手 官方 黑心'.split(
    ' ',
  ),
);
