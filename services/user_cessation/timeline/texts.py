"""The sentences several evidence sets share, in our own words.

None promises anything to anyone: a risk falls compared with going on, for many people together.
"""

from services.user_cessation.words import Words

HEART_RATE = Words(
    en="The heart beats more slowly.",
    vi="Nhịp tim chậm lại.",
)
HEART_RATE_AND_PRESSURE = Words(
    en="Heart rate and blood pressure come down.",
    vi="Nhịp tim và huyết áp giảm xuống.",
)
CO_NORMAL = Words(
    en="Carbon monoxide in the blood is down to what a non-smoker has.",
    vi="Khí CO trong máu giảm về mức của người không hút thuốc.",
)
CIRCULATION = Words(
    en="Blood flows better and the lungs work better.",
    vi="Máu lưu thông và phổi hoạt động tốt hơn.",
)
COUGH = Words(
    en="Less coughing, and more breath.",
    vi="Ít ho và ít hụt hơi hơn.",
)
HEART_ATTACK = Words(
    en="The risk of a heart attack is far lower than for those who go on smoking.",
    vi="Nguy cơ nhồi máu cơ tim thấp hơn nhiều so với người tiếp tục hút.",
)
HEART_DISEASE_HALVED = Words(
    en="The risk of heart disease that smoking added is about half.",
    vi="Phần nguy cơ bệnh mạch vành do thuốc lá gây ra còn khoảng một nửa.",
)
LIKE_NON_SMOKER_HEART = Words(
    en="The risk of heart disease is close to that of somebody who does not smoke.",
    vi="Nguy cơ bệnh mạch vành gần bằng người không hút thuốc.",
)
MOUTH_AND_THROAT_HALVED = Words(
    en="The risk of mouth, throat and larynx cancer that smoking added is about half.",
    vi="Phần nguy cơ ung thư miệng, họng và thanh quản do thuốc lá gây ra còn khoảng một nửa.",
)
LIKE_NON_SMOKER_STROKE = Words(
    en="The risk of a stroke is down to that of somebody who does not smoke.",
    vi="Nguy cơ đột quỵ giảm về mức của người không hút thuốc.",
)
STROKE = Words(
    en="The risk of a stroke falls, compared with going on.",
    vi="Nguy cơ đột quỵ giảm so với khi tiếp tục hút.",
)
LUNG_CANCER_HALVED = Words(
    en="The risk of lung cancer is about half that of somebody who went on.",
    vi="Nguy cơ ung thư phổi còn khoảng một nửa so với người tiếp tục hút.",
)
OTHER_CANCERS = Words(
    en="The risk of cancers of the bladder, oesophagus and kidney falls.",
    vi="Nguy cơ ung thư bàng quang, thực quản và thận giảm.",
)
CANCERS_END = Words(
    en="Risks of mouth, throat and pancreas cancer are close to a non-smoker's.",
    vi="Nguy cơ ung thư miệng, họng và tụy gần bằng người không hút thuốc.",
)
SOME_DAYS = Words(
    en="The source says “several days”, and gives no number.",
    vi="Nguồn chỉ nói “vài ngày”, không nêu con số.",
)
SOME_MINUTES = Words(
    en="The source says “minutes”, and gives no number.",
    vi="Nguồn chỉ nói “vài phút”, không nêu con số.",
)
