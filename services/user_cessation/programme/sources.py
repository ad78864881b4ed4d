"""What the messages rest on."""

from services.user_cessation.programme.models import Basis, ProgrammeSource
from services.user_cessation.words import Words

SOURCES: tuple[ProgrammeSource, ...] = (
    ProgrammeSource(
        basis=Basis.TEXTS,
        name=Words(
            en="Cochrane: mobile phone text messaging for stopping smoking",
            vi="Cochrane: tin nhắn điện thoại hỗ trợ bỏ thuốc",
        ),
        published="2019",
        url="https://doi.org/10.1002/14651858.CD006611.pub5",
    ),
    ProgrammeSource(
        basis=Basis.ACCEPTANCE,
        name=Words(
            en="iCanQuit trial: letting an urge come and go",
            vi="Thử nghiệm iCanQuit: để cơn thèm đến rồi đi",
        ),
        published="2020",
        url="https://jamanetwork.com/journals/jamainternalmedicine/fullarticle/2770816",
    ),
    ProgrammeSource(
        basis=Basis.GUIDELINE,
        name=Words(
            en="US Public Health Service: treating tobacco use and dependence",
            vi="Dịch vụ Y tế Công cộng Hoa Kỳ: điều trị nghiện thuốc lá",
        ),
        published="2008",
        url="https://www.ncbi.nlm.nih.gov/books/NBK63952/",
    ),
    ProgrammeSource(
        basis=Basis.STANDARD,
        name=Words(
            en="NCSCT: standard treatment programme",
            vi="NCSCT: chương trình điều trị chuẩn",
        ),
        published="2024",
        url="https://www.ncsct.co.uk/publications/ncsct-standard-treatment-programme",
    ),
    ProgrammeSource(
        basis=Basis.MEDICINES,
        name=Words(
            en="NICE NG209: preventing uptake, promoting quitting and treating dependence",
            vi="NICE NG209: phòng ngừa, khuyến khích bỏ và điều trị nghiện thuốc lá",
        ),
        published="2021",
        url="https://www.nice.org.uk/guidance/ng209",
    ),
    ProgrammeSource(
        basis=Basis.LAPSES,
        name=Words(
            en="A study of a thousand lapses and what came after",
            vi="Nghiên cứu về một nghìn lần lỡ và điều xảy ra sau đó",
        ),
        published="2011",
        url="https://pubmed.ncbi.nlm.nih.gov/21787035/",
    ),
    ProgrammeSource(
        basis=Basis.RUSSELL,
        name=Words(
            en="The Russell Standard: outcome criteria in trials of stopping smoking",
            vi="Chuẩn Russell: tiêu chí kết quả trong các thử nghiệm bỏ thuốc",
        ),
        published="2005",
        url="https://doi.org/10.1111/j.1360-0443.2004.00995.x",
    ),
)
