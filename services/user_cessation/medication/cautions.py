"""What to ask before anything is shown about nicotine replacement, and what to say then.

The list is drawn wide on purpose: whoever answers yes loses a table and gains a talk.
"""

from services.user_cessation.medication.models import Caution, CautionCode, NrtProduct
from services.user_cessation.words import Fact, Words

US_LABEL = "US nicotine lozenge label (NDC 72162-2288)"
AU_LEAFLET = "nicotinell.com.au, before use"
HSE = "hse.ie, choosing a treatment"

CAUTIONS = (
    Caution(
        code=CautionCode.PREGNANT,
        words=Words(
            en="I am pregnant, or might be.", vi="Tôi đang mang thai, hoặc có thể đang mang thai."
        ),
        source=HSE,
    ),
    Caution(
        code=CautionCode.BREAST_FEEDING,
        words=Words(en="I breast-feed.", vi="Tôi đang cho con bú."),
        source=HSE,
    ),
    Caution(
        code=CautionCode.HEART,
        words=Words(
            en="I had a heart attack lately, or have another heart condition.",
            vi="Gần đây tôi bị nhồi máu cơ tim, hoặc có bệnh tim khác.",
        ),
        source=AU_LEAFLET,
    ),
    Caution(
        code=CautionCode.STROKE,
        words=Words(en="I had a stroke.", vi="Tôi từng bị đột quỵ."),
        source=AU_LEAFLET,
    ),
    Caution(
        code=CautionCode.KIDNEY,
        words=Words(en="My kidneys are ill.", vi="Tôi có bệnh thận."),
        source=AU_LEAFLET,
    ),
    Caution(
        code=CautionCode.LIVER,
        words=Words(en="My liver is ill.", vi="Tôi có bệnh gan."),
        source=AU_LEAFLET,
    ),
    Caution(
        code=CautionCode.DIABETES,
        words=Words(en="I have diabetes.", vi="Tôi bị tiểu đường."),
        source=AU_LEAFLET,
    ),
    Caution(
        code=CautionCode.MEDICINES,
        words=Words(en="I take medicines regularly.", vi="Tôi đang dùng thuốc thường xuyên."),
        source=AU_LEAFLET,
    ),
    Caution(
        code=CautionCode.DENTURES,
        words=Words(
            en="I have dentures, caps or bridges.", vi="Tôi có răng giả, mão răng hoặc cầu răng."
        ),
        only=(NrtProduct.GUM,),
        source=AU_LEAFLET,
    ),
    Caution(
        code=CautionCode.SKIN,
        words=Words(en="My skin is ill or sensitive.", vi="Tôi có bệnh da hoặc da nhạy cảm."),
        only=(NrtProduct.PATCH_24H, NrtProduct.PATCH_16H),
        source=HSE,
    ),
)

ASK_FIRST = Words(
    en="Please answer a few questions first, so that nothing here is wrong for you.",
    vi="Vui lòng trả lời vài câu hỏi trước, để mọi thông tin ở đây phù hợp với bạn.",
)
PROFESSIONAL = Words(
    en="For you this is best talked over with a doctor or pharmacist: they know what is safe in "
    "your situation, and help with quitting is part of their work.",
    vi="Với bạn, tốt nhất hãy trao đổi với bác sĩ hoặc dược sĩ: họ biết điều gì an toàn trong "
    "trường hợp của bạn, và hỗ trợ cai thuốc là một phần công việc của họ.",
)
CONFIRM = Words(
    en="This is what packs say, not advice for you alone. Confirm with a pharmacist.",
    vi="Đây là nội dung ghi trên bao bì, không phải lời khuyên riêng cho bạn. Hãy xác nhận với "
    "dược sĩ.",
)
NO_LABELS = Words(
    en="We have no pack information for your country. A pharmacist can tell you what there is.",
    vi="Chúng tôi chưa có thông tin bao bì cho quốc gia của bạn. Dược sĩ có thể cho bạn biết.",
)
TOO_MUCH = Words(
    en="That is more than the pack says for one day. Ask a pharmacist before you take more.",
    vi="Số này nhiều hơn mức bao bì ghi cho một ngày. Hãy hỏi dược sĩ trước khi dùng thêm.",
)

FACTS = (
    Fact(
        code="nrt-duration",
        words=Words(
            en="Most courses take 8 to 12 weeks.", vi="Đa số liệu trình kéo dài 8 đến 12 tuần."
        ),
        source="makesmokinghistory.co.uk; hse.ie, choosing a treatment",
    ),
    Fact(
        code="nrt-combination",
        words=Words(
            en="A patch together with something fast works better than one product alone.",
            vi="Miếng dán kết hợp với loại tác dụng nhanh hiệu quả hơn chỉ dùng một loại.",
        ),
        source="NICE NG209; makesmokinghistory.co.uk",
    ),
)
