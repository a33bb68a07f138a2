"""What small articles say, above all Chinese ones: their titles, lines without empty ones between them, questions."""

from __future__ import annotations

from test_wording import guessed, told, words

from kg.document import read_document
from kg.extract import extract
from kg.extract.draft import Side


def test_a_title_that_says_more_than_the_names_is_cut_to_what_the_text_calls_them():
    page = """---
title: "手账本怎么选：方格本、横线本、空白本实写体验"
---
## 方格本：最整齐
**纸张**：
- 厚实

**适合**：画表格的人
## 横线本：写得快
**纸张**：
- 轻薄

**适合**：写日记的人
## 空白本：最自由
**纸张**：
- 粗糙

**适合**：画画的人
"""
    assert guessed(page) == ["方格本", "横线本", "空白本"]
    assert ("claim", "横线本", None, "轻薄") in told(page)


def test_what_joins_two_names_joins_nothing_at_the_beginning_of_a_name():
    page = """# VS Tea vs Coffee
## VS Tea
### Pros
- Cheap
## Coffee
### Pros
- Strong
"""
    assert guessed(page) == ["VS Tea", "Coffee"]
    assert guessed(
        page.replace("VS Tea vs Coffee", "LampvsCandle").replace("VS Tea", "Lamp").replace("Coffee", "Candle")
    )


def test_a_side_that_is_called_by_its_number_is_found_in_headings_that_say_more():
    page = """### 方案一：骑车去公司
优点：
- 省钱
缺点：
- 下雨天难受
### 方案二：坐地铁去公司
优点：
- 准时
"""
    document = read_document("page.md", page.encode())
    sides = [Side(name, (name,)) for name in ("方案一", "方案二")]
    found = [
        (words(one.alternative), one.polarity, document.quote(one.span)) for one in extract(document, sides).drafts
    ]
    assert found == [("方案一", "+", "省钱"), ("方案一", "-", "下雨天难受"), ("方案二", "+", "准时")]


def test_a_paragraph_that_asks_what_a_side_is_says_nothing_and_the_next_one_defines_it():
    page = """# 白茶与红茶的区别
## 白茶的故事
什么是白茶？

> 白茶是一种不炒不揉的茶。
## 红茶的故事
什么是红茶？

> 红茶是一种全发酵的茶。
## 保存
- 白茶：可以放很多年
- 红茶：最好两年内喝完
"""
    assert told(page)[:2] == [
        ("definition", "白茶", None, "白茶是一种不炒不揉的茶。"),
        ("definition", "红茶", None, "红茶是一种全发酵的茶。"),
    ]


def test_sentences_about_one_side_and_another_are_claims_where_nothing_is_listed():
    page = """# 木勺和铁勺哪个好
## 耐用
木勺用久了会裂。铁勺可以用一辈子。
## 清洁
另外，木勺不能久泡。铁勺随便怎么洗。
"""
    assert told(page) == [
        ("claim", "木勺", None, "木勺用久了会裂。"),
        ("claim", "铁勺", None, "铁勺可以用一辈子。"),
        ("claim", "木勺", None, "木勺不能久泡。"),
        ("claim", "铁勺", None, "铁勺随便怎么洗。"),
    ]


def test_a_choice_is_the_side_that_its_first_sentence_takes():
    page = """# 帐篷还是旅馆
## 帐篷
- 便宜
## 旅馆
- 舒服
## 怎么选？
**情况一：夏天去海边**
帐篷就够了。旅馆那时候太贵。

**情况二：冬天去山里**
选旅馆。帐篷挡不住风。
"""
    assert [one[1] for one in told(page) if one[3].startswith(("帐篷就", "选旅馆"))] == ["帐篷", "旅馆"]


def test_items_that_ask_say_nothing():
    page = """# 自己装修与找公司
## 自己装修
要想清楚的问题有：
- 材料去哪里买？
- 谁来看工地？

优点：
- 省钱
## 找公司
优点：
- 省心
"""
    assert [one[3] for one in told(page)] == ["省钱", "省心"]


def test_paragraphs_of_their_own_may_begin_with_marks_for_and_against():
    page = "# Tea vs Coffee\n## Tea\n👍 Calm\n\n👎 Slow\n\n## Coffee\n👍 Quick\n"
    assert told(page) == [
        ("claim", "Tea", "+", "Calm"),
        ("claim", "Tea", "-", "Slow"),
        ("claim", "Coffee", "+", "Quick"),
    ]


def test_a_question_in_bold_is_answered_by_what_follows_it():
    page = "# Tea or coffee\n**What is tea?** It is a drink of leaves.\n\n**What is coffee?** It is a drink of beans.\n"
    page += "\n**Pros of tea**\n- Calm\n\n**Pros of coffee**\n- Quick\n"
    assert [one[3] for one in told(page) if one[0] == "definition"] == [
        "It is a drink of leaves.",
        "It is a drink of beans.",
    ]


def test_names_that_share_a_word_are_not_cut_within_a_phrase():
    page = "# El debate: masa casera o masa a domicilio\nLa masa casera sale bien.\n\nLa masa a domicilio llega fría.\n"
    assert guessed(page) == ["masa casera", "masa a domicilio"]


def test_the_names_of_a_move_are_told_from_its_verb():
    page = "# 为什么我从水车换到了风车\n## 力量\n水车力量稳定。风车力量随风。\n## 成本\n水车便宜。风车更贵。\n"
    assert guessed(page) == ["水车", "风车"]


def test_headings_that_count_what_is_compared_name_it():
    page = """# 周末怎么过
## 先想清楚
- 预算：不能太高
## 方案一：露营（自带帐篷）
缺点：

- 蚊子多
## 方案二：民宿
优点：睡得好
## 方案三：一日游
可以当天回家，不用收拾行李。

露营最便宜，民宿最舒服，一日游最省事。
"""
    assert guessed(page) == ["露营（自带帐篷）", "民宿", "一日游"]


def test_a_word_for_all_that_is_compared_is_no_side_and_a_table_of_all_sides_widens_two():
    page = """---
title: 第三章：架构深度对比
---
## 甲层（旧的）
### 甲层的局限
- 太慢
## 乙层（新的）
### 乙层的优势
- 很快
### 架构的实现
丙层也很快，乙层更快。
## 丙层（试验的）
### 丙层的架构
还在写。
## 对比
| 维度 | 甲层 | 乙层 | 丙层 |
|---|---|---|---|
| 速度 | 慢 | 快 | 快 |
"""
    assert guessed(page) == ["甲层", "乙层", "丙层"]


def test_what_two_sides_do_together_is_no_third_one():
    page = """### 什么是木炭
木炭是烧过的木头。
### 木炭的优势
- 火旺
### 什么是煤气
煤气是一种燃气。
### 木炭 + 煤气有何优势
- 都能烤肉
"""
    assert guessed(page) == ["木炭", "煤气"]


def test_a_name_alone_in_a_list_says_nothing_and_a_criterion_before_a_colon_is_a_label():
    page = """# 毛笔和钢笔的区别
## 样子
+ 毛笔
+ 钢笔
## 毛笔
特点：软，写得慢。
## 钢笔
特点：硬，写得快。
"""
    assert [one[1:] for one in told(page)] == [("毛笔", None, "软，写得慢。"), ("钢笔", None, "硬，写得快。")]


def test_a_paragraph_that_begins_with_the_other_side_is_about_it():
    page = """# 竹椅和藤椅
## 为何选择藤椅
竹椅坐久了会响，坐垫也容易滑。

藤椅有弹性，坐着不累。
"""
    assert [one[1] for one in told(page)] == ["竹椅", "藤椅"]


def test_the_description_of_a_page_may_name_its_sides():
    page = """---
title: 第二章：做饭
description: 蒸、煮与炖 的区别
---
## 蒸
- 蒸不费油
## 煮
- 煮很快
## 炖
- 炖很香，蒸和煮比不上
## 准备
- 水
## 收拾
- 锅
## 其他
- 碗
## 最后一步
- 擦桌子
"""
    assert guessed(page) == ["蒸", "煮", "炖"]


def test_bold_sides_under_a_question_say_whom_each_suits():
    page = """# Freelance ou CDI
## La sécurité
- **Freelance** : revenus variables
- **CDI** : congés payés
## Pour qui ?
**Le freelance** convient aux profils autonomes.

**Le CDI** convient à qui cherche la stabilité.
"""
    assert told(page)[2:] == [
        ("claim", "Freelance", None, "Le freelance convient aux profils autonomes."),
        ("claim", "CDI", None, "Le CDI convient à qui cherche la stabilité."),
    ]


def test_a_number_before_a_label_is_no_part_of_a_property():
    page = "# Tea vs Coffee\n## Pros of tea\n**1. Calm.** It soothes.\n\n## Pros of coffee\n**1. Speed.** It wakes.\n"
    properties = [words(one.property) for one in extract(read_document("page.md", page.encode())).drafts]
    assert properties == ["Calm", "Speed"]


def test_a_question_which_to_take_may_follow_a_small_word():
    sides = "## Ventajas del té\n- Calma\n## Ventajas del café\n- Rapidez\n"
    page = f"# Té o café\n{sides}## Entonces, ¿cuál elijo?\nSegún la hora.\n"
    assert told(page)[2:] == [("verdict", None, None, "Según la hora.")]


def test_a_label_that_only_measures_by_a_side_is_not_about_it():
    page = """# 铅笔和圆珠笔哪个好
## 铅笔
### 劣势
**1. 字迹不如圆珠笔**

写完一擦就没有了，放久了也会变淡。
## 圆珠笔
### 劣势
**1. 不能改**

写错了只好划掉，纸上很难看。
"""
    assert [one[1:3] for one in told(page)] == [("铅笔", "-"), ("圆珠笔", "-")]


def test_the_first_sentence_that_says_of_what_kind_a_side_is_defines_it_whatever_its_heading():
    page = """# 快板和相声的区别
## 快板的来历
快板是北方人发明的一种说唱。
## 相声的来历
相声是一种语言艺术，从清朝开始就有人说。
## 观众
- 快板：喜欢热闹
- 相声：喜欢笑
"""
    assert [one[:2] for one in told(page)][:2] == [("definition", "快板"), ("definition", "相声")]


def test_a_section_of_examples_may_be_a_paragraph():
    page = """# 水墨画与油画
## 水墨画
### 特点
- 只用黑色
### 举例
徐家的儿子用水墨画画了一匹马，挂在客厅里。
## 油画
### 特点
- 颜色厚
"""
    assert ("example", "水墨画", None, "徐家的儿子用水墨画画了一匹马，挂在客厅里。") in told(page)


def test_a_bold_paragraph_that_is_a_sentence_is_said_and_what_is_measured_first_is_about_what_follows():
    page = """# 沙发和木凳怎么选
## 沙发
沙发是软的坐具。

**沙发坐一下午也不累，看电影的时候最舒服。**
## 木凳
木凳是硬的坐具。
## 搬家
沙发要两个人抬。

相比沙发，木凳一只手就能提走。
"""
    assert [one[:2] for one in told(page)] == [
        ("definition", "沙发"),
        ("claim", "沙发"),
        ("definition", "木凳"),
        ("claim", "沙发"),
        ("claim", "木凳"),
    ]


def test_an_announcement_under_advantages_counts_where_no_list_follows():
    page = """# 手机地图与纸地图
## 手机地图
### 优点
**1. 问路方便**

打开就能用，直接说出目的地：

```text
去火车站
```
## 纸地图
### 优点
- 不用电
"""
    assert [one[1:3] for one in told(page)] == [("手机地图", "+"), ("纸地图", "+")]


def test_a_title_that_names_the_owners_and_one_more_widens_them():
    page = """# 小锅、大锅与 Big Pot：厨房里的对比
## 1. 小锅 (Small)
### 特点
- 轻
### 缺陷
- 装得少
## 2. 大锅 (Large)
### 特点
- 装得多
### 缺陷
- 重
## 3. Big Pot (大锅王)
### 特点
- Big Pot 最大
"""
    assert len(guessed(page)) == 3


def test_lists_of_when_to_choose_a_side_are_claims_under_a_recommendation_too():
    page = """# Tea vs Coffee
## Tea
### Pros
- Calm
## Coffee
### Pros
- Quick
## Recommendations
1. **Choose tea if:**
   - You sleep badly
2. **Choose coffee if:**
   - You are in a hurry
"""
    assert told(page)[2:] == [
        ("claim", "Tea", None, "You sleep badly"),
        ("claim", "Coffee", None, "You are in a hurry"),
    ]


def test_headings_over_the_same_plain_labels_are_the_sides_whatever_else_stands_beside_them():
    one = "## {0}\n定位：{0}是大家常去的地方。\n\n适合：喜欢{0}的人。\n\n特点：\n- 近\n- 便宜\n"
    beside = "## 先想想\n难点：没有时间\n## 怎么走\n- 坐车\n## 花多少\n- 不多\n## 谁能去\n- 都能去\n## 以后\n- 再说\n"
    page = "---\ntitle: 周末去哪里\n---\n" + "".join(map(one.format, ("公园", "书店", "泳池"))) + beside
    assert guessed(page) == ["公园", "书店", "泳池"]


def test_headings_in_a_row_over_the_same_labels_are_the_sides_whatever_stands_before_them():
    page = "# 茶具怎么选？\n## 先说结论\n典型场合：\n- 待客\n\n更合适的茶具：\n- 盖碗\n"
    for side, has in (("紫砂壶", "保温"), ("盖碗", "易洗"), ("玻璃杯", "好看")):
        page += f"## {side}\n定位：日常。\n\n适合：{has}。\n\n特点：\n- {has}又耐用\n"
    assert guessed(page) == ["紫砂壶", "盖碗", "玻璃杯"]


def test_items_that_begin_with_a_side_are_about_it_though_no_heading_stands_over_them():
    page = """# 象棋与围棋的区别

* 象棋有三十二个子
* 围棋的子没有大小
* 两种棋都要安静

## 最终推荐
还是围棋更适合午后，下得慢一点也不要紧。
"""
    assert [one[:2] for one in told(page)] == [("claim", "象棋"), ("claim", "围棋"), ("verdict", None)]


def test_the_words_that_a_short_form_stands_for_name_the_side_too():
    page = """## Universidad
### Ventajas de la universidad
- Prestigio
## Formación profesional
La formación profesional (FP) prepara para un oficio.
### Ventajas de la FP
- Práctica
"""
    assert guessed(page) == ["universidad", "FP"]
    assert told(page)[1:] == [
        ("definition", "FP", None, "La formación profesional (FP) prepara para un oficio."),
        ("claim", "FP", "+", "Práctica"),
    ]


def test_an_article_or_the_first_word_of_another_name_is_no_dimension():
    page = """# Assurance au tiers ou tous risques ?
## L'assurance au tiers
### Points positifs
- Prime faible
## L'assurance tous risques
### Points positifs
- Vol inclus
"""
    drafts = extract(read_document("page.md", page.encode())).drafts
    assert [(words(one.alternative), one.dimension) for one in drafts] == [
        ("Assurance au tiers", None),
        ("tous risques", None),
    ]


def test_labels_in_traditional_characters_are_read_as_in_simplified_ones():
    page = """# 這個茶壺與那個茶壺

## 銅壺
優點：
- 傳熱快

缺點：
- 價格貴

## 陶壺
優點：
- 對茶好

缺點：
- 怕摔
"""
    assert guessed(page) == ["銅壺", "陶壺"]
    assert [one[1:3] for one in told(page)] == [("銅壺", "+"), ("銅壺", "-"), ("陶壺", "+"), ("陶壺", "-")]


def test_short_lines_over_lists_that_begin_with_the_sides_are_dimensions():
    page = """# 竹椅和藤椅的区别
坐感差异：
- 竹椅：竹椅偏硬。
- 藤椅：藤椅偏软。

保养差异：
- 竹椅：竹椅擦一擦就行。
- 藤椅：藤椅怕潮。
"""
    found = extract(read_document("page.md", page.encode())).drafts
    assert [(one.kind, words(one.dimension)) for one in found] == [
        ("claim", "坐感"),
        ("claim", "坐感"),
        ("claim", "保养"),
        ("claim", "保养"),
    ]


def test_a_summary_before_the_first_heading_says_nothing_of_the_sides():
    page = """# 竹椅与藤椅对比
简介：本文从价格和坐感两方面对比竹椅与藤椅。

## 竹椅
优点：
- 便宜

## 藤椅
优点：
- 舒服
"""
    assert [one[3] for one in told(page)] == ["便宜", "舒服"]


def test_what_a_side_is_may_stand_before_its_features_are_announced():
    page = """# 竹椅与藤椅对比
## 竹椅：清凉的老朋友
竹椅用整根竹子弯成，常见于南方院落，典型特征包括：
- **清凉**：夏天坐着不热，例如午睡的时候

## 藤椅：柔软的老朋友
藤椅用藤条编成，多放在客厅，典型特征包括：
- **柔软**：久坐不累，例如看书的时候
"""
    assert told(page) == [
        ("definition", "竹椅", None, "竹椅用整根竹子弯成，常见于南方院落"),
        ("claim", "竹椅", None, "夏天坐着不热，例如午睡的时候"),
        ("definition", "藤椅", None, "藤椅用藤条编成，多放在客厅"),
        ("claim", "藤椅", None, "久坐不累，例如看书的时候"),
    ]


def test_an_item_is_about_the_side_that_it_measures_by_another_after_a_comma():
    page = """# 竹椅与藤椅的区别
## 主要区别
- 坐感：
  - 藤椅编得细密，相比竹椅更软。
- 价格：
  - 竹椅便宜，藤椅贵。
"""
    assert [one[1] for one in told(page)] == ["藤椅", None]


def test_names_that_end_alike_in_one_character_are_told_apart_by_two():
    page = """# 长期喝茶和长期喝酒的区别
## 睡眠
喝茶的人睡得浅。喝酒的人醒得早。
"""
    assert [one[1] for one in told(page)] == ["长期喝茶", "长期喝酒"]


def test_bold_words_before_lines_of_the_sides_name_what_they_are_compared_by():
    page = """# 木勺和铁勺哪个好
**1. 重量**
木勺：很轻。
铁勺：有些沉。

**2. 价格**
木勺：便宜。
铁勺：贵一些。
"""
    found = extract(read_document("page.md", page.encode())).drafts
    assert [(words(one.alternative), words(one.dimension)) for one in found] == [
        ("木勺", "重量"),
        ("铁勺", "重量"),
        ("木勺", "价格"),
        ("铁勺", "价格"),
    ]


def test_headings_that_count_kinds_name_the_sides_even_if_nothing_else_names_them():
    page = """# 哪种早餐适合你
## 类型一：路边摊
### 优点
- 便宜
### 缺点
- 人多
## 类型二：自己做
### 优点
- 干净
### 缺点
- 费时
"""
    assert guessed(page) == ["路边摊", "自己做"]


def test_a_name_is_not_cut_to_one_character():
    page = """# 揭秘那些老手艺：谁更耐看
## 西绣的优势与挑战
### 1. 西绣的优势
- **颜色**：西绣很亮
### 2. 西绣的挑战
- **价格**：西绣不便宜
## 中绣的优势与挑战
### 1. 中绣的优势
- **针脚**：中绣很密
### 2. 中绣的挑战
- **时间**：中绣费工夫
"""
    assert guessed(page) == ["西绣", "中绣"]


def test_a_clause_ends_before_the_words_that_set_the_next_one_against_it():
    page = """# 木勺和铁勺的区别
## 重量的不同
木勺很轻，拿久了不累。相比之下，铁勺有些沉。
"""
    assert [one[3] for one in told(page)] == ["木勺很轻，拿久了不累。", "铁勺有些沉。"]


def test_numbers_in_brackets_are_no_part_of_names():
    page = """# 揭秘粗布与细布：该用哪种
## 用途
### （一）粗布
粗布是一种结实的布。
### （二）细布
细布是一种柔软的布。
## 细说
### （一）价格
- **粗布**：便宜
- **细布**：贵
"""
    assert guessed(page) == ["粗布", "细布"]
    found = extract(read_document("page.md", page.encode())).drafts
    assert [words(one.dimension) for one in found[-2:]] == ["价格", "价格"]


def test_labelled_items_about_all_sides_are_claims_of_none():
    page = """# 粗布与细布的区别
## 关系
- **原料**：两者都用棉花。
- **历史**：均有千年。
## 价格
- **粗布**：便宜
- **细布**：贵
"""
    assert [one[1] for one in told(page)] == [None, None, "粗布", "细布"]


def test_a_label_may_call_a_side_by_the_end_of_its_name():
    page = """# 糯米年糕 vs 红豆汤
**糯米年糕的优势**：
- 顶饱

**红豆汤的优势**：
- 暖和

## 谁来吃
- **适合年糕的人**：饿了的人
- **适合红豆汤的人**：冷了的人
"""
    assert [one[1] for one in told(page)] == ["糯米年糕", "红豆汤", "糯米年糕", "红豆汤"]


def test_an_item_is_about_the_side_that_is_more_than_another():
    page = """# 铜锅与砂锅的区别
## 主要区别
- 传热：
  - 因为壁薄，铜锅通常比砂锅更快热。
- 占比：
  - 铜锅和砂锅的百分比差不多。
"""
    assert [one[1] for one in told(page)] == ["铜锅", None]
