"""Where a Chinese label is best broken: between words, not between any two characters."""

from __future__ import annotations

import re
from functools import lru_cache

from gydesk.paper.fonts import writing
from gydesk.paper.text import atoms, balanced, break_lines

_WORDS = re.compile(
    "机构|最高|日期|时间|截止|满足|产品|工期|合计|编号|审核|审查|签订|扫描|"
    "开工|完工|文本|草案|成本|估算|勘察|报告|实施|经理|范围|注意|事项|口头|"
    "承诺|现场|情况|方式|摘要|金额|保障|列支|说明|原因|进场|附件|参加|人员|"
    "网络|系统|条件|安排|设计|方案|要求|完成|配置|清单|批阅|意见|工程|标准|"
    "方法|分工|调整|特点|先进|供货|必选|讨论|计划|布线|连接|物理|采购|初步|"
    "预算|陪同|差异|平面|申购|相关|暂停|施工|回复|变更|影响|会议|会纪要|协调|"
    "委托|到货|运单|处理|反馈|使用|文明|来访|沟通|日志|出勤|累计|进度|质量|"
    "支持|照片|通知|指令|复工|类别|部位|停工|物资|成品|保护|解决|天数|消除|"
    "后续|措施|延期|重大|汇编|确认|建议|技术|要点|工艺|安全|管理|规定|实际|"
    "整改|复查|合格|数据|文件|运行|时长|内容|未完成|质保|起始|口令|验收|约定|"
    "周期|维护|型号|序列|现象|服务|遗留|故障|分析|移交|退库|联系|结果|授权|"
    "采取|专管|交付|付款|信用|代码|交货|事件|代理|份数|人天|界面|数量|单位"
)
_JOINING, _OPEN = "与及或和、（", "、（"


def broken_label(text: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a label (spelt) in ``room`` em, as few as they can be: cut before a known
    word or joining particle where there is one, else as equal as they can be."""
    lines = break_lines(text, room, bold)
    if len(lines) != 2 or not _is_chinese(text):
        return balanced(text, room, bold)
    return _cut(text, room, bold) or balanced(text, room, bold)


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= one <= "\u9fff" or one in "（）、" for one in text)


@lru_cache(maxsize=2_000)
def _cut(text: str, room: float, bold: bool) -> tuple[str, ...]:
    width = writing(bold).width
    found: list[tuple[bool, int, int]] = []
    place = 0
    for atom in atoms(text)[:-1]:
        place += len(atom)
        before, after = text[:place], text[place:]
        if max(width(before), width(after)) > room or before[-1] in _OPEN:
            continue
        if after[0] in _JOINING or _WORDS.match(after):
            found.append((before[-1] in _JOINING, abs(len(before) - len(after)), -place))
    if not found:
        return ()
    place = -min(found)[2]
    return text[:place], text[place:]
